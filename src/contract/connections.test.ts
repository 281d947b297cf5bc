import { describe, expect, test } from 'vitest'
import { connectionCreateSchema, connectionSettingsSchemas } from './connections.ts'
import { providerNames, providers } from './provider-words.ts'
import { providerDeclarations } from './providers.ts'

describe.each(providers)('%s', (provider) => {
  const { settings, oneOf = [], steps } = providerDeclarations[provider]
  const names = settings.map(({ name }) => name)

  test('has a name, and settings and steps in both languages', () => {
    expect(providerNames[provider]).not.toBe('')
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((name) => /^[a-z][a-z_]*$/.test(name))).toBe(true)
    expect(steps.length).toBeGreaterThan(0)
    const texts = [...steps, ...settings.flatMap(({ label, help }) => [label, help])]
    for (const text of texts) {
      expect(text.en.trim()).not.toBe('')
      expect(text.ru.trim()).not.toBe('')
    }
    for (const text of [...steps, ...settings.map(({ help }) => help)]) expect(text.ru).toMatch(/[а-яё]|→/i)
  })

  test('asks in its sets for settings that it has, all of them optional', () => {
    const optional = new Set(settings.filter(({ isOptional }) => isOptional).map(({ name }) => name))
    for (const name of oneOf.flat()) expect(optional).toContain(name)
  })

  test('refuses settings that are missing, empty, too long or unknown', () => {
    const accepts = (given: unknown) => connectionSettingsSchemas[provider].safeParse(given).success
    expect(accepts({})).toBe(false)
    expect(accepts(Object.fromEntries(names.map((name) => [name, ''])))).toBe(false)
    expect(accepts(Object.fromEntries(names.map((name) => [name, 'x'.repeat(5_000)])))).toBe(false)
    expect(accepts({ unknown: 'x' })).toBe(false)
  })
})

const topic = 'arn:aws:sns:eu-central-1:123456789012:mail-events'

test.each([
  ['infobip', { username: 'u', password: 'p' }, true],
  ['infobip', { hmac_secret: 's' }, true],
  ['infobip', { username: 'u' }, false],
  ['vonage', { signature_secret: 's' }, true],
  ['vonage', { signature_secret: 's', signature_method: 'sha512', jwt_secret: 'j' }, true],
  ['vonage', { signature_secret: 's', signature_method: 'sha3' }, false],
  ['telnyx', { public_key: `${'A'.repeat(43)}=` }, true],
  ['telnyx', { public_key: 'A' }, false],
  ['smpp-text', { token: 't' }, true],
  ['smpp-text', { token: 't', utc_offset: '+03:00' }, true],
  ['smpp-text', { token: 't', utc_offset: 'Moscow' }, false],
  ['ses', { topic_arns: topic }, true],
  ['ses', { topic_arns: `${topic}, ${topic}\n${topic}` }, true],
  ['ses', { topic_arns: `${topic} elsewhere` }, false],
  ['twilio', { account_sid: 'AC1', auth_token: 't' }, true],
  ['nobody', { token: 't' }, false],
])('a connection to %s with %j is made: %s', (provider, settings, isMade) => {
  expect(connectionCreateSchema.safeParse({ provider, name: 'x', settings }).success).toBe(isMade)
})
