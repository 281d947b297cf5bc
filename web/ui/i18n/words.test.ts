import { expect, test } from 'vitest'
import { createTranslate } from '../../../src/messages/index.ts'
import { numberTypeName, providerName } from './words.ts'

const t = createTranslate('en')

test('a provider or number type that is not known is shown as it came', () => {
  expect(providerName(t, 'twilio')).toBe('Twilio')
  for (const name of ['pigeon', 'constructor', '__proto__']) {
    expect(providerName(t, name)).toBe(name)
    expect(numberTypeName(t, name)).toBe(name)
  }
})
