import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Invoice, InvoiceDetail, Invoices, Scope, StoredDetails } from '../../src/contract/index.ts'
import { addTestCompany } from '../support/companies.ts'
import { type Answer, type Installation, openInstallation, ownKey, toAnswer } from './installation.ts'

const invoices = '/api/v1/invoices'
const settings = '/api/v1/supplier-settings'

const berlin = {
  legal_name: 'Meridian Travel GmbH',
  legal_address: { street: 'Beispielstraße 12', postal_code: '10115', city: 'Berlin', country: 'DE' },
  vat_number: 'DE123456788',
  bank_accounts: [{ iban: 'DE89370400440532013000', bank_name: 'Musterbank', currency: 'EUR' }],
  language: 'en',
}
const germanSettings = {
  is_registered: true,
  standard_rate_percent: '19',
  payment_days: 14,
  grace_hours: 24,
  invoice_series: 'INV',
  pro_forma_series: 'PF',
  credit_note_series: 'CN',
}
const euros = (amount: string) => ({ amount, currency: 'EUR' })

let house: Installation
let customerId: string
let customerKey: string
/** Each look at the clock is a moment later, so that documents have an order. */
let nowMs = Date.parse('2026-09-30T22:30:00Z')
beforeAll(async () => {
  house = await openInstallation({ clock: () => (nowMs += 1) })
  customerId = await addTestCompany(house.records, { name: 'Customer' })
  await house.records.asSystem((db) =>
    db
      .updateTable('companies')
      .set({ parent_id: house.owner.companyId })
      .where('id', '=', customerId)
      .execute(),
  )
  customerKey = await keyOf(customerId, ...house.owner.scopes)
})
afterAll(() => house.close())

async function keyOf(companyId: string, ...scopes: Scope[]): Promise<string> {
  const made = await house.companies.createApiKey({ ...house.owner, companyId }, { name: 'CRM', scopes })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value.key
}

async function askWith(
  key: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return toAnswer(
    await house.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID(), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    }),
  )
}

async function putDetails(key: string, url: string, details: object): Promise<void> {
  const { version } = (await askWith(key, 'GET', url)).body as StoredDetails
  const put = await askWith(key, 'PUT', url, { ...details, version })
  expect([put.status, put.body]).toMatchObject([200, details])
}

const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code]
const detailOf = ({ body }: Answer) => body as InvoiceDetail
const listOf = ({ body }: Answer) => (body as Invoices).invoices

describe('settings of a supplier', () => {
  test('are defaults of version 0 until somebody enters them; who was slower is told', async () => {
    expect((await house.ask('GET', settings)).body).toMatchObject({ version: 0, invoice_series: 'INV' })
    const put = await house.ask('PUT', settings, { ...germanSettings, version: 0 })
    expect(put).toMatchObject({ status: 200, body: { ...germanSettings, version: 1 } })
    const again = await house.ask('PUT', settings, { ...germanSettings, version: 0 })
    expect(codeOf(again)).toEqual([409, 'settings_changed'])
    const next = { ...germanSettings, standard_rate_percent: '8.1', version: 1 }
    expect((await house.ask('PUT', settings, next)).body).toMatchObject({
      standard_rate_percent: '8.1',
      version: 2,
    })
    expect((await house.ask('PUT', settings, { ...germanSettings, version: 2 })).status).toBe(200)
    expect((await house.ask('GET', settings)).body).toEqual({ ...germanSettings, version: 3 })
  })

  test('of a provider are those of a company that depends on no other; a customer has none', async () => {
    const asProvider = `${settings}?role=provider`
    expect(codeOf(await askWith(customerKey, 'GET', asProvider))).toEqual([404, 'not_found'])
    expect(codeOf(await askWith(customerKey, 'PUT', asProvider, { ...germanSettings, version: 0 }))).toEqual([
      403,
      'forbidden',
    ])
    expect((await askWith(customerKey, 'GET', settings)).status).toBe(200)
    const reader = await keyOf(house.owner.companyId, 'billing:read')
    expect((await askWith(reader, 'GET', settings)).status).toBe(200)
    expect(codeOf(await askWith(reader, 'PUT', settings, { ...germanSettings, version: 3 }))).toEqual([
      403,
      'forbidden',
    ])
  })

  test.each([
    { standard_rate_percent: '19.123' },
    { standard_rate_percent: '-1' },
    { standard_rate_percent: '101' },
    { pro_forma_series: 'INV' },
    { invoice_series: 'rechnung' },
    { payment_days: 366 },
  ])('that cannot be right are refused: %o', async (wrong) => {
    const put = await house.ask('PUT', settings, { ...germanSettings, ...wrong, version: 3 })
    expect(codeOf(put)).toEqual([400, 'invalid_request'])
  })
})

describe('a pro-forma', () => {
  test('is not made while details are missing: each field is named, with its side', async () => {
    const refused = await askWith(customerKey, 'POST', invoices, { amount: euros('119.00') })
    expect(codeOf(refused)).toEqual([409, 'details_missing'])
    const { errors } = refused.body as { errors: { path: string; code: string }[] }
    expect(errors).toContainEqual({
      path: 'buyer/legal_address/postal_code',
      code: 'complete_address',
      detail: 'A document shows the full legal address.',
      values: { side: 'buyer', field: 'legal_address/postal_code' },
    })
    expect(errors.map(({ path }) => path)).toContain('supplier/bank_accounts')
    expect(listOf(await askWith(customerKey, 'GET', invoices))).toEqual([])
  })

  test('asks for the amount, tax included, by the day of the seller, under a number of its own series', async () => {
    await putDetails(ownKey, '/api/v1/company/details', berlin)
    await putDetails(customerKey, '/api/v1/company/details', { ...berlin, legal_name: 'Customer GmbH' })
    const made = await askWith(customerKey, 'POST', invoices, { amount: euros('119.00') })
    expect(made.status).toBe(201)
    expect(detailOf(made)).toMatchObject({
      number: 'PF-2026-000001',
      kind: 'pro_forma',
      status: 'open',
      file_name: 'PF-2026-000001.pdf',
      net: euros('100.00'),
      tax: euros('19.00'),
      gross: euros('119.00'),
      paid: euros('0.00'),
      outstanding: euros('119.00'),
      due_on: '2026-10-15',
      company: { id: customerId, name: 'Customer' },
      may_credit: false,
      may_void: false,
      document: {
        number: 'PF-2026-000001',
        // In Berlin it is the first of October already.
        issued_on: '2026-10-01',
        supplier: { legal_name: 'Meridian Travel GmbH' },
        buyer: { legal_name: 'Customer GmbH' },
        lines: [{ net: '100.00', quantity: '1', unit: 'one', tax_category: 'S', tax_rate_percent: '19' }],
        payment: { reference: 'PF-2026-000001', qr: 'epc' },
      },
    })
    const balance = await askWith(customerKey, 'GET', '/api/v1/balance')
    expect(balance.body).toMatchObject({ balance: euros('0.00') })
  })

  test('is in the file of the list, which holds what the same question lists', async () => {
    const file = (question: string) =>
      house.app.inject({
        url: `${invoices}/file?${question}`,
        headers: { authorization: `Bearer ${customerKey}` },
      })
    const csv = await file('format=csv&language=ru&kind=pro_forma')
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.body).toContain('PF-2026-000001')
    expect(csv.body).toContain('119.00')
    expect(csv.body).toContain('К оплате')
    expect((await file('format=csv&kind=invoice')).body).not.toContain('PF-2026-000001')
    expect((await file('format=xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect((await file('format=csv&limit=1')).statusCode).toBe(400)
    expect((await file(`format=csv&company_id=${randomUUID()}`)).statusCode).toBe(404)
  })

  test('asked for again under its key is the same document; another amount under that key is refused', async () => {
    const key = { 'idempotency-key': 'once' }
    const body = { amount: euros('50.00') }
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => askWith(customerKey, 'POST', invoices, body, key)),
    )
    expect(new Set(asked.map((answer) => detailOf(answer).id)).size).toBe(1)
    const other = await askWith(customerKey, 'POST', invoices, { amount: euros('51.00') }, key)
    expect(codeOf(other)).toEqual([409, 'idempotency_conflict'])
    const bySeller = await house.ask('POST', invoices, { ...body, company_id: customerId })
    expect(bySeller.status).toBe(201)
    expect(listOf(await askWith(customerKey, 'GET', invoices)).map(({ number }) => number)).toEqual([
      'PF-2026-000003',
      'PF-2026-000002',
      'PF-2026-000001',
    ])
  })

  test.each([
    ['0.00', 400, 'invalid_amount'],
    ['1.005', 400, 'invalid_amount'],
    ['100000000000.01', 400, 'amount_out_of_range'],
    ['-1', 400, 'invalid_request'],
  ])('of %s is refused', async (amount, status, code) => {
    expect(codeOf(await askWith(customerKey, 'POST', invoices, { amount: euros(amount) }))).toEqual([
      status,
      code,
    ])
  })

  test('is made by who sees the money of the company, not by a key that only reads, and for nobody else', async () => {
    const body = { amount: euros('10.00') }
    const reader = await keyOf(customerId, 'billing:read')
    expect(codeOf(await askWith(reader, 'POST', invoices, body))).toEqual([403, 'forbidden'])
    const analyst = await keyOf(customerId, 'metrics:read')
    expect(codeOf(await askWith(analyst, 'GET', invoices))).toEqual([403, 'forbidden'])
    const upwards = { ...body, company_id: house.owner.companyId }
    expect(codeOf(await askWith(customerKey, 'POST', invoices, upwards))).toEqual([404, 'not_found'])
    const accountant = {
      ...house.owner,
      kind: 'user',
      companyId: customerId,
      scopes: ['billing:read'],
    } as const
    const company = { ...house.owner.company, id: customerId }
    const made = await house.invoicing.createProForma({ ...accountant, company }, body, randomUUID())
    expect(made.ok).toBe(true)
  })

  test('comes at most a hundred times within a day', async () => {
    const { number } = listOf(await askWith(customerKey, 'GET', invoices))[0] as Invoice
    const made = Number(number.slice(-6))
    for (let count = made; count < 100; count += 1)
      expect((await askWith(customerKey, 'POST', invoices, { amount: euros('1.00') })).status).toBe(201)
    expect(codeOf(await askWith(customerKey, 'POST', invoices, { amount: euros('1.00') }))).toEqual([
      429,
      'too_many_documents',
    ])
    nowMs += 24 * 3_600_000
    expect((await askWith(customerKey, 'POST', invoices, { amount: euros('1.00') })).status).toBe(201)
  })
})

describe('the file of a document', () => {
  test('is a PDF under the name of the number, with its hash as tag; the same bytes each time', async () => {
    const [document] = listOf(await askWith(customerKey, 'GET', invoices))
    const url = `${invoices}/${document?.id}/pdf`
    const file = await house.app.inject({ url, headers: { authorization: `Bearer ${customerKey}` } })
    expect(file.statusCode).toBe(200)
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${document?.number}.pdf"`)
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const tag = `"${createHash('sha256').update(file.rawPayload).digest('hex')}"`
    expect(file.headers['etag']).toBe(tag)
    const known = await askWith(customerKey, 'GET', url, undefined, { 'if-none-match': tag })
    expect(known.status).toBe(304)
    const bySeller = await house.ask('GET', url)
    expect(bySeller.headers['etag']).toBe(tag)
  })
})
