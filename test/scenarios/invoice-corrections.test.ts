import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeMonths } from '../../src/app/index.ts'
import { verifyBooks } from '../../src/app/verify-books.ts'
import type { InvoiceCharges, InvoiceDetail, Invoices } from '../../src/contract/index.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'

let nowMs = Date.parse('2026-09-20T12:00:00Z')
let house: Installation
beforeAll(async () => {
  house = await openInstallation({ clock: () => nowMs })
  const { id } = await must<{ id: string }>('POST', '/api/v1/price-lists', {
    name: 'Retail',
    currency: 'EUR',
  })
  const url = `/api/v1/price-lists/${id}`
  const rate = { channel: 'sms', kind: null, destination: 'any', unit: 'segment', price: '0.123456' }
  await must('POST', `${url}/versions`, {})
  await must('PUT', `${url}/versions/1`, { charge_on: {}, rates: [rate] })
  await must('POST', `${url}/versions/1/publish`, {})
  const from = '2026-09-01T00:00:00Z'
  await must('POST', `${url}/assignments`, { company_id: house.owner.companyId, version: 1, from, to: null })
  await house.rating.bringUpToDate()
  const account = { iban: 'DE89370400440532013000', bank_name: 'Musterbank', currency: 'EUR' }
  const details = {
    legal_name: 'Meridian Travel GmbH',
    legal_address: { street: 'Beispielstraße 12', postal_code: '10115', city: 'Berlin', country: 'DE' },
    vat_number: 'DE123456788',
    bank_accounts: [account],
    version: 0,
  }
  for (const name of ['details', 'provider-details']) await must('PUT', `/api/v1/company/${name}`, details)
  const settings = {
    is_registered: true,
    standard_rate_percent: '19',
    payment_days: 14,
    grace_hours: 24,
    invoice_series: 'INV',
    pro_forma_series: 'PF',
    credit_note_series: 'CN',
    version: 0,
  }
  await must('PUT', '/api/v1/supplier-settings?role=provider', settings)
})
afterAll(() => house.close())

async function must<T>(method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<T> {
  const answer = await house.ask(method, url, body)
  expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 204]), answer.body])
  return answer.body as T
}

const send = (...ids: readonly string[]) => house.post(ids.map((id) => eventOf(id, { type: 'message.sent' })))
const close = () => closeMonths(house, {}, new AbortController().signal)
const list = async () => (await must<Invoices>('GET', '/api/v1/invoices?sort=number&direction=asc')).invoices
const balance = async () =>
  (await must<{ balance: { amount: string } }>('GET', '/api/v1/balance')).balance.amount

async function charges(id: string): Promise<readonly [messages: readonly string[], total: string]> {
  const page = await must<InvoiceCharges>('GET', `/api/v1/invoices/${id}/charges?line=1`)
  return [page.charges.map(({ message_id }) => message_id).toSorted(), page.total.amount]
}

test('a void month is closed again with what came meanwhile; a credit note takes it back; the books fit throughout', async () => {
  await must('POST', '/api/v1/deposits', { amount: { amount: '5.00', currency: 'EUR' }, reason: 'Paid' })
  await send('a', 'b')
  nowMs = Date.parse('2026-10-02T22:00:00Z')
  await close()
  const [first] = await list()
  expect(first).toMatchObject({
    number: 'INV-2026-000001',
    status: 'paid',
    net: { amount: '0.25' },
    gross: { amount: '0.30' },
    period: { from: '2026-09-01T00:00:00+02:00', to: '2026-10-01T00:00:00+02:00' },
  })
  expect(await balance()).toBe('4.70')
  expect(await charges(first?.id ?? '')).toEqual([['m-a', 'm-b'], '0.246912'])

  await send('late')
  const voided = await must<InvoiceDetail>('POST', `/api/v1/invoices/${first?.id}/void`, {
    reason: 'Too early',
  })
  expect(voided).toMatchObject({ status: 'void', may_credit: false })
  await close()
  const [, again] = await list()
  expect(again).toMatchObject({
    number: 'INV-2026-000002',
    net: { amount: '0.37' },
    gross: { amount: '0.44' },
  })
  expect(await charges(again?.id ?? '')).toEqual([['m-a', 'm-b', 'm-late'], '0.370368'])
  expect(await charges(first?.id ?? '')).toEqual([['m-a', 'm-b'], '0.246912'])
  expect(await balance()).toBe('4.56')

  const note = await must<InvoiceDetail>('POST', `/api/v1/invoices/${again?.id}/credit-notes`, {
    reason: 'Gift',
  })
  expect(note).toMatchObject({ number: 'CN-2026-000001', gross: { amount: '0.44' }, may_void: false })
  expect(await balance()).toBe('5.00')
  expect((await list()).map(({ status }) => status)).toEqual(['issued', 'void', 'credited'])
  expect(
    await house.ask('POST', `/api/v1/invoices/${again?.id}/void`, { reason: '\u200b\u0007' }),
  ).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  })
  const refused = await house.ask('POST', `/api/v1/invoices/${again?.id}/void`, { reason: 'Too late' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'not_voidable' } })
  const credits = '/api/v1/transactions?kind=credit&from=2026-09-01T00:00:00Z&to=2026-11-01T00:00:00Z'
  expect(await must('GET', credits)).toMatchObject({
    total: { amount: '0.37' },
    transactions: [{ kind: 'credit', reference: 'CN-2026-000001', balance_after: { amount: '5.00' } }],
  })

  // The next month begins where this one ended, and takes nothing of it again.
  await house.post([eventOf('october', { type: 'message.sent', time: '2026-10-02T10:00:00Z' })])
  nowMs = Date.parse('2026-11-02T23:00:00Z')
  await close()
  const october = (await list()).find(({ number }) => number === 'INV-2026-000003')
  expect(await charges(october?.id ?? '')).toEqual([['m-october'], '0.123456'])
  expect(await verifyBooks(house)).toEqual([])
})
