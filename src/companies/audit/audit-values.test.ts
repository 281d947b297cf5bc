import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditedDifference } from './audit-values.ts'

const names = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'name', '_'), minLength: 1, maxLength: 3 })
const values = fc.dictionary(names, fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined)))

describe('what is kept of a change', () => {
  test('are the values that differ, and no others', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const kept = auditedDifference(before, after)
        const differing = new Set([...Object.keys(kept.before ?? {}), ...Object.keys(kept.after ?? {})])
        for (const name of Object.keys({ ...before, ...after })) {
          const isSame = JSON.stringify(before[name]) === JSON.stringify(after[name])
          if (isSame && Object.is(before[name], after[name])) expect(differing).not.toContain(name)
          if (!isSame) expect(differing).toContain(name)
        }
      }),
    )
  })

  test('is told whole where something was made or removed', () => {
    expect(auditedDifference(null, { name: 'CRM', scopes: ['metrics:read'] })).toEqual({
      before: null,
      after: { name: 'CRM', scopes: ['metrics:read'] },
    })
    expect(auditedDifference({ name: 'CRM' }, null)).toEqual({ before: { name: 'CRM' }, after: null })
  })

  test('holds no value of a name that speaks of a secret, however deep', () => {
    const secret = 'c0rrect-h0rse'
    const secretNames = [
      'password',
      'new_password',
      'auth_token',
      'secret',
      'hash',
      'signing_key',
      'appSecret',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...secretNames), fc.integer({ min: 0, max: 6 }), (name, depth) => {
        let nested: Record<string, unknown> = { [name]: secret, other: 1 }
        for (let level = 0; level < depth; level += 1) nested = { inside: nested }
        expect(JSON.stringify(auditedDifference(null, nested))).not.toContain(secret)
        expect(JSON.stringify(auditedDifference({ [name]: 'x' }, nested))).not.toContain(secret)
      }),
    )
  })

  test('is JSON that the records can hold, whatever it was made of', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()), (after) => {
        const text = JSON.stringify(auditedDifference({}, after))
        expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i)
        expect(JSON.parse(text)).toBeDefined()
      }),
    )
  })

  test('is cut where it is long', () => {
    const { after } = auditedDifference(null, { text: 'x'.repeat(5_000), list: Array(500).fill(1) })
    expect(String(after?.['text'])).toHaveLength(1_000)
    expect(after?.['list']).toHaveLength(100)
  })
})
