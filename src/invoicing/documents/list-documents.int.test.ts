import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import type { Principal } from '../../companies/index.ts'
import { type Invoice, type InvoicesQuery, invoicesQuerySchema } from '../../contract/index.ts'
import { createProForma } from './create-pro-forma.ts'
import { addCompany, issueMonth, payIn } from './documents-world.fixture.ts'
import { listDocuments } from './list-documents.ts'

let nowMs = Date.UTC(2026, 5, 2)
let records: Awaited<ReturnType<typeof openTestRecords>>
let deps: { readonly records: typeof records; readonly clock: () => number }
let seller: Principal
let buyer: Principal
let sister: Principal
beforeAll(async () => {
  records = await openTestRecords()
  deps = { records, clock: () => nowMs }
  seller = await addCompany(records)
  buyer = await addCompany(records, seller.companyId)
  sister = await addCompany(records, seller.companyId)
  const supplier = { id: seller.companyId, role: 'company' } as const
  for (let month = 0; month < 5; month += 1)
    await issueMonth(records, { supplier, companyId: buyer.companyId }, month, [
      [BigInt(5 - month), 1_000_000n],
    ])
  await issueMonth(records, { supplier, companyId: sister.companyId }, 0, [[7n, 1_000_000n]])
  for (const amount of ['3.00', '3.00']) {
    const made = await createProForma(deps, buyer, { amount: { amount, currency: 'EUR' } }, randomUUID())
    if (!made.ok) throw new Error(made.failure.code)
    nowMs += 1
  }
  await payIn(records, buyer.companyId, 8_000_000n)
})
afterAll(() => records.close())

async function list(caller: Principal, query: Partial<Record<keyof InvoicesQuery, string>> = {}) {
  return await listDocuments(deps, caller, invoicesQuerySchema.parse(query))
}

/** All pages of two. */
async function pages(caller: Principal, query: Partial<Record<keyof InvoicesQuery, string>>) {
  const found: Invoice[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await list(caller, { ...query, limit: '2', ...(cursor === null ? {} : { cursor }) })
    if (!page.ok) throw new Error(page.failure.detail)
    expect(page.value.invoices.length).toBeLessThanOrEqual(2)
    found.push(...page.value.invoices)
    cursor = page.value.next_cursor
    if (cursor === null) return found
  }
}

const numbersOf = async (caller: Principal, query: Partial<Record<keyof InvoicesQuery, string>> = {}) =>
  (await pages(caller, query)).map(({ number }) => number.replace('-2026-00000', ' '))
const codeOf = (listed: Awaited<ReturnType<typeof list>>) => (listed.ok ? 'ok' : listed.failure.code)

describe('the list of documents', () => {
  test('has those of the company, the newest first, and pages through them without a gap or a double', async () => {
    expect(await numbersOf(buyer)).toEqual(['PF 2', 'PF 1', 'INV 5', 'INV 4', 'INV 3', 'INV 2', 'INV 1'])
    expect(await numbersOf(sister)).toEqual(['INV 6'])
  })

  test.each([
    [{ sort: 'created', direction: 'asc' }, ['INV 1', 'INV 2', 'INV 3', 'INV 4', 'INV 5', 'PF 1', 'PF 2']],
    [{ sort: 'number' }, ['PF 2', 'PF 1', 'INV 5', 'INV 4', 'INV 3', 'INV 2', 'INV 1']],
    [{ sort: 'number', direction: 'asc' }, ['INV 1', 'INV 2', 'INV 3', 'INV 4', 'INV 5', 'PF 1', 'PF 2']],
    [{ sort: 'amount' }, ['INV 1', 'INV 2', 'INV 3', 'PF 2', 'PF 1', 'INV 4', 'INV 5']],
    [{ number: 'inv-2026' }, ['INV 5', 'INV 4', 'INV 3', 'INV 2', 'INV 1']],
    [{ number: '000002' }, ['PF 2', 'INV 2']],
    [{ number: '%' }, []],
    [{ kind: 'pro_forma' }, ['PF 2', 'PF 1']],
    [{ kind: 'pro_forma,invoice', number: '1' }, ['PF 1', 'INV 1']],
    [{ status: 'paid' }, ['INV 1']],
    [{ status: 'partly_paid,overdue' }, ['INV 4', 'INV 3', 'INV 2']],
    [{ status: 'open' }, ['PF 2', 'PF 1', 'INV 5']],
    [{ from: '2026-03-03T00:00:00Z', to: '2026-05-02T00:00:00+02:00' }, ['INV 3', 'INV 2']],
  ])('asked for %o', async (query, expected) => {
    expect(await numbersOf(buyer, query)).toEqual(expected)
  })

  test('of a seller has what it issued, to all or to one; its customers see their own alone', async () => {
    const issued = await numbersOf(seller, { seller: 'true', kind: 'invoice' })
    expect(issued.toSorted()).toEqual(['INV 1', 'INV 2', 'INV 3', 'INV 4', 'INV 5', 'INV 6'])
    expect(await numbersOf(seller, { company_id: sister.companyId })).toEqual(['INV 6'])
    expect(await numbersOf(seller)).toEqual([])
    const [overview] = await pages(seller, { company_id: sister.companyId })
    expect(overview).toMatchObject({ status: 'overdue', outstanding: { amount: '8.33' } })
    expect(codeOf(await list(buyer, { company_id: sister.companyId }))).toBe('not_found')
    expect(codeOf(await list(buyer, { company_id: seller.companyId }))).toBe('not_found')
    expect(await numbersOf(buyer, { seller: 'true' })).toEqual([])
    const reader = { ...seller, scopes: ['billing:read'] } as const
    expect(codeOf(await list(reader, { seller: 'true' }))).toBe('forbidden')
    expect(codeOf(await list({ ...seller, scopes: ['metrics:read'] }))).toBe('forbidden')
  })

  test.each([
    [{ kind: 'invoice,bill' }, 'invalid_filter'],
    [{ status: 'late' }, 'invalid_filter'],
    [{ cursor: 'next' }, 'invalid_cursor'],
    [{ cursor: randomUUID() }, 'invalid_cursor'],
    [{ from: '2026-05-02T00:00:00Z', to: '2026-05-02T00:00:00Z' }, 'invalid_period'],
  ])('asked for %o refuses with %s', async (query, code) => {
    expect(codeOf(await list(buyer, query))).toBe(code)
  })

  test('takes no cursor that is a document of another company', async () => {
    const [theirs] = await pages(sister, {})
    expect(codeOf(await list(buyer, { cursor: theirs?.id ?? '' }))).toBe('invalid_cursor')
  })
})
