import { describe, expect, test } from 'vitest'
import { auditVerbs } from '../src/contract/index.ts'
import { auditActName, createTranslate, languages } from '../src/messages/index.ts'

describe.each(languages)('in %s', (language) => {
  const t = createTranslate(language)

  test('every act of the audit log has a name of its own', () => {
    const acts = Object.entries(auditVerbs).flatMap(([area, verbs]) => verbs.map((verb) => `${area}.${verb}`))
    const names = acts.map((act) => auditActName(t, act))
    expect(names.filter((name) => name.includes('.'))).toEqual([])
    expect(new Set(names).size).toBe(acts.length)
  })

  test('an act that this program does not know is shown as it is', () => {
    expect(auditActName(t, 'moon.landed')).toBe('moon.landed')
  })
})
