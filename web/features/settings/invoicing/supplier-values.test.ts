import { expect, test } from 'vitest'
import { supplierSettingsPutSchema } from '../../../../src/contract/index.ts'
import { createTranslate } from '../../../../src/messages/index.ts'
import { fromValues, supplierFaults, toValues } from './supplier-values.ts'

const t = createTranslate('en')
const stored = {
  is_registered: true,
  standard_rate_percent: '8.1',
  payment_days: 14,
  grace_hours: 48,
  invoice_series: 'INV',
  pro_forma_series: 'PF',
  credit_note_series: 'CN',
  version: 3,
}
const values = toValues(stored, 'en')

test.each(['en', 'ru'] as const)('settings come out of the form in %s as they went in', (language) => {
  expect(fromValues(toValues(stored, language), 3)).toEqual(stored)
  expect(Object.values(supplierFaults(t, toValues(stored, language)))).toEqual(Array(7).fill(null))
})

test('a rate that nobody entered yet has to be entered', () => {
  const fresh = toValues({ ...stored, standard_rate_percent: '0', version: 0 }, 'en')
  expect(supplierFaults(t, fresh).standard_rate_percent).not.toBeNull()
})

test.each([
  ['standard_rate_percent', '', false],
  ['standard_rate_percent', '100.01', false],
  ['standard_rate_percent', '19.255', false],
  ['standard_rate_percent', '-1', false],
  ['standard_rate_percent', '100', true],
  ['standard_rate_percent', '7,25', true],
  ['payment_days', '1.5', false],
  ['payment_days', '366', false],
  ['payment_days', '0', true],
  ['grace_hours', '745', false],
  ['grace_hours', '744', true],
  ['invoice_series', 'inv', false],
  ['invoice_series', 'PF', false],
  ['invoice_series', '', false],
  ['invoice_series', '2026A', true],
] as const)('%s of "%s" is right: %s, by the form as by the API', (field, text, isRight) => {
  const typed = { ...values, [field]: text }
  expect(supplierFaults(t, typed)[field] === null).toBe(isRight)
  expect(supplierSettingsPutSchema.safeParse(fromValues(typed, 3)).success).toBe(isRight)
})
