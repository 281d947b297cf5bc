import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import type { Principal } from '../../companies/index.ts'
import type { CreditNoteCreate, InvoiceDetail } from '../../contract/index.ts'
import type { Failure, Result } from '../../core/index.ts'
import { openLedger } from '../../ledger/index.ts'
import { sql } from '../../records/index.ts'
import { listMonths } from '../close/list-months.ts'
import type { IssuedDocument, Supplier } from '../issue-document.ts'
import { createCreditNote } from './create-credit-note.ts'
import { createProForma } from './create-pro-forma.ts'
import { accountsOf, addCompany, issueMonth, type LineSketch } from './documents-world.fixture.ts'
import { readDocument } from './read-document.ts'
import { voidDocument } from './void-document.ts'

/** Each look at the clock is a moment later, so that documents have an order. */
let nowMs = Date.UTC(2027, 0, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let deps: { readonly records: typeof records; readonly clock: () => number }
let seller: Principal
let supplier: Supplier
beforeAll(async () => {
  records = await openTestRecords()
  deps = { records, clock: () => (nowMs += 1) }
  seller = await addCompany(records)
  supplier = { id: seller.companyId, role: 'company' }
})
afterAll(() => records.close())

async function invoiced(
  sketches: readonly LineSketch[],
  month = 0,
  buyer?: Principal,
): Promise<{ readonly buyer: Principal; readonly invoice: IssuedDocument }> {
  const by = buyer ?? (await addCompany(records, seller.companyId))
  const invoice = await issueMonth(records, { supplier, companyId: by.companyId }, month, sketches)
  return { buyer: by, invoice }
}

const credit = (
  caller: Principal,
  id: string,
  body: Partial<CreditNoteCreate> = {},
  key: string = randomUUID(),
) => createCreditNote(deps, caller, id, { reason: 'Wrong price', ...body }, key)
const toVoid = (caller: Principal, id: string) => voidDocument(deps, caller, id, { reason: 'Wrong buyer' })
const line = (position: number, net: string) => ({ lines: [{ position, net }] })

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail}`)
  return result.value
}

const codeOf = (result: Result<unknown, Failure>) => (result.ok ? 'ok' : result.failure.code)

async function expectSoundLedger(): Promise<void> {
  const ledger = openLedger({ records, clock: () => nowMs })
  expect(await ledger.verifyBalances()).toEqual([])
  await ledger.close()
}

describe('a credit note', () => {
  test('gives net and tax back to the balance; of an invoice taken back in full nothing is owed', async () => {
    const { buyer, invoice } = await invoiced([
      [100n, 123_456n],
      [3n, 1_000_001n],
    ])
    const before = await accountsOf(records, buyer.companyId)
    const note = valueOf(await credit(seller, invoice.id))
    expect(note).toMatchObject({
      kind: 'credit_note',
      status: 'issued',
      corrects: { id: invoice.id, number: invoice.number },
      net: { amount: '15.35' },
      tax: { amount: '2.92' },
      gross: { amount: '18.27' },
      document: { issued_on: '2027-01-01', corrects: { number: invoice.number } },
    })
    const after = await accountsOf(records, buyer.companyId)
    expect(after).toEqual({
      balance: (before['balance'] ?? 0n) + 18_270_000n,
      credits: -15_350_000n,
      tax: 0n,
      rounding: before['rounding'],
    })
    const seen = valueOf(await readDocument(deps, buyer, invoice.id))
    expect(seen).toMatchObject({
      status: 'credited',
      credited: { amount: '18.27' },
      outstanding: { amount: '0.00' },
      may_credit: false,
      credit_notes: [{ id: note.id }],
    })
    expect(codeOf(await credit(seller, invoice.id))).toBe('nothing_to_credit')
    await expectSoundLedger()
  })

  test('of single lines leaves the rest, which the next one takes', async () => {
    const { invoice } = await invoiced([
      [10n, 1_000_000n],
      [1n, 5_000_000n],
    ])
    expect(valueOf(await credit(seller, invoice.id, line(1, '4.00'))).net.amount).toBe('4.00')
    const left = valueOf(await readDocument(deps, seller, invoice.id))
    expect(left.document.lines.map(({ creditable }) => creditable)).toEqual(['6.00', '5.00'])
    expect(left).toMatchObject({ may_credit: true, outstanding: { amount: '13.09' } })
    expect(codeOf(await credit(seller, invoice.id, line(1, '6.01')))).toBe('invalid_credit')
    const rest = valueOf(await credit(seller, invoice.id))
    expect(rest).toMatchObject({ net: { amount: '11.00' }, tax: { amount: '2.09' } })
    const both = valueOf(await readDocument(deps, seller, invoice.id)).credit_notes
    expect(both.map(({ gross }) => gross.amount)).toEqual(['4.76', '13.09'])
  })

  test('is issued by who issued the invoice, and by nobody else', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    const other = await addCompany(records, seller.companyId)
    const stranger = await addCompany(records)
    const readsOnly = { ...seller, scopes: ['billing:read'] } as const
    for (const act of [credit, toVoid]) {
      expect(codeOf(await act(buyer, invoice.id))).toBe('forbidden')
      expect(codeOf(await act(readsOnly, invoice.id))).toBe('forbidden')
      for (const caller of [other, stranger]) expect(codeOf(await act(caller, invoice.id))).toBe('not_found')
      expect(codeOf(await act(seller, randomUUID()))).toBe('not_found')
      expect(codeOf(await act(seller, 'no id'))).toBe('not_found')
    }
    expect(valueOf(await readDocument(deps, buyer, invoice.id))).toMatchObject({
      status: 'overdue',
      credit_notes: [],
    })
  })

  test('asked for by many under one key is one; with other input it is refused', async () => {
    const { invoice } = await invoiced([[10n, 1_000_000n]])
    const key = randomUUID()
    const asked = await Promise.all(
      Array.from({ length: 6 }, () => credit(seller, invoice.id, line(1, '1.00'), key)),
    )
    expect(new Set(asked.map((result) => valueOf(result).id)).size).toBe(1)
    expect(codeOf(await credit(seller, invoice.id, line(1, '2.00'), key))).toBe('idempotency_conflict')
    expect(codeOf(await credit(seller, invoice.id, { reason: 'Another' }, key))).toBe('idempotency_conflict')
  })

  test('is one of many at once that take the same line: what is left goes to the first', async () => {
    const { buyer, invoice } = await invoiced([[10n, 1_000_000n]])
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => credit(seller, invoice.id, line(1, '4.00'))),
    )
    expect(asked.map(codeOf).toSorted()).toEqual([...Array(6).fill('invalid_credit'), 'ok', 'ok'])
    expect((await accountsOf(records, buyer.companyId))['credits']).toBe(-8_000_000n)
  })

  test('takes back no pro-forma, no other credit note, and nothing void', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    const amount = { amount: '5.00', currency: 'EUR' }
    const proForma = valueOf(await createProForma(deps, buyer, { amount }, randomUUID()))
    expect(codeOf(await credit(seller, proForma.id))).toBe('nothing_to_credit')
    const note = valueOf(await credit(seller, invoice.id))
    expect(codeOf(await credit(seller, note.id))).toBe('nothing_to_credit')
    const another = await invoiced([[1n, 1_000_000n]], 1, buyer)
    valueOf(await toVoid(seller, another.invoice.id))
    expect(codeOf(await credit(seller, another.invoice.id))).toBe('nothing_to_credit')
  })

  test('beyond its invoice is refused by the records too, on any path', async () => {
    const { invoice } = await invoiced([[10n, 1_000_000n]])
    const note = valueOf(await credit(seller, invoice.id, line(1, '4.00')))
    const sqlStateOf = async (statement: ReturnType<typeof sql>) => {
      try {
        await statement.execute(records.system)
        return 'ok'
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : String(error)
      }
    }
    const beyond = [
      sql`insert into credited_lines values (${note.id}, ${invoice.id}, 2, 10000)`,
      sql`update credited_lines set net_micros = 10000 where credit_note_id = ${note.id}`,
      sql`delete from credited_lines where credit_note_id = ${note.id}`,
      sql`update invoices set voided_at = now(), void_reason = 'x' where id = ${invoice.id}`,
      sql`update invoices set voided_at = now(), void_reason = 'x' where id = ${note.id}`,
      sql`insert into invoices (id, company_id, supplier_id, supplier_role, kind, series, year, currency, net_micros, tax_micros,
          gross_micros, prepaid_micros, due_micros, corrects, document, issued_at, idempotency_key, input_hash)
        select gen_random_uuid(), company_id, supplier_id, supplier_role, 'credit_note', 'CN', 2027, currency, 6010000, 0, 6010000, 0,
          6010000, id, '{}', now(), 'beyond', input_hash from invoices where id = ${invoice.id}`,
    ]
    for (const statement of beyond) expect(await sqlStateOf(statement)).toBe('TB001')
  })
})

describe('a void', () => {
  const stateOf = async ({ companyId }: Principal) =>
    await records.system
      .selectFrom('month_closes')
      .select(['period_to', 'state', 'invoice_id', 'through_passes'])
      .where('company_id', '=', companyId)
      .orderBy('period_to')
      .execute()

  test('of the last invoice moves back what it moved; its month waits, and is closed under a new number', async () => {
    const { buyer, invoice } = await invoiced([[3n, 1_234_567n]])
    expect(await accountsOf(records, buyer.companyId)).not.toMatchObject({ balance: 0n })
    const voided = valueOf(await toVoid(seller, invoice.id))
    expect(voided).toMatchObject({
      status: 'void',
      number: invoice.number,
      void_reason: 'Wrong buyer',
      outstanding: { amount: '0.00' },
      may_void: false,
    })
    const nothing = { balance: 0n, credits: 0n, tax: 0n, rounding: 0n }
    expect(await accountsOf(records, buyer.companyId)).toEqual(nothing)
    expect(await stateOf(buyer)).toMatchObject([{ state: 'waiting', invoice_id: null, through_passes: null }])
    expect(valueOf(await toVoid(seller, invoice.id)).voided_at).toBe(voided.voided_at)
    const other = await voidDocument(deps, seller, invoice.id, { reason: 'Something else' })
    expect(codeOf(other)).toBe('not_voidable')
    expect(await accountsOf(records, buyer.companyId)).toEqual(nothing)
    await expectSoundLedger()
  })

  test('is refused where a later month, or a credit note, rests on the invoice', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    const later = await invoiced([[2n, 1_000_000n]], 1, buyer)
    expect(codeOf(await toVoid(seller, invoice.id))).toBe('not_voidable')
    valueOf(await credit(seller, later.invoice.id, line(1, '1.00')))
    expect(codeOf(await toVoid(seller, later.invoice.id))).toBe('not_voidable')
    expect((await stateOf(buyer)).map(({ state }) => state)).toEqual(['closed', 'closed'])
  })

  test('is refused where the next month is at hand: it would take the same usage', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    await sql`insert into month_closes (company_id, kind, period_from, period_to, time_zone, state, after_passes, updated_at)
      select company_id, kind, period_to, period_to + interval '30 days', time_zone, 'waiting', through_passes, now()
      from month_closes where company_id = ${buyer.companyId}::uuid`.execute(records.system)
    expect(codeOf(await toVoid(seller, invoice.id))).toBe('not_voidable')
  })

  test('of a pro-forma moves nothing', async () => {
    const buyer = await addCompany(records, seller.companyId)
    const amount = { amount: '5.00', currency: 'EUR' }
    const { id } = valueOf(await createProForma(deps, buyer, { amount }, randomUUID()))
    expect(codeOf(await toVoid(buyer, id))).toBe('forbidden')
    expect(valueOf(await toVoid(seller, id))).toMatchObject({
      status: 'void',
      outstanding: { amount: '0.00' },
    })
    expect((await accountsOf(records, buyer.companyId))['balance']).toBe(0n)
  })

  test('and a credit note at the same moment: one of the two, and the ledger fits it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
      const [voided, credited] = await Promise.all([toVoid(seller, invoice.id), credit(seller, invoice.id)])
      expect([voided.ok, credited.ok].toSorted()).toEqual([false, true])
      const { balance, tax, credits } = await accountsOf(records, buyer.companyId)
      // The usage itself was never posted here: a credit note gives its net back, a void only the tax.
      expect([balance, tax, credits]).toEqual(voided.ok ? [0n, 0n, 0n] : [1_000_000n, 0n, -1_000_000n])
    }
    await expectSoundLedger()
  })

  test('a month that is closed stays closed otherwise', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    const reopen = () =>
      records.system
        .updateTable('month_closes')
        .set({ state: 'waiting', outcome: null, invoice_id: null, through_passes: null })
        .where('company_id', '=', buyer.companyId)
        .execute()
    await expect(reopen()).rejects.toMatchObject({ code: 'TB001' })
    valueOf(await toVoid(seller, invoice.id))
    const moved = records.system
      .updateTable('month_closes')
      .set({ state: 'closed', outcome: 'nothing_to_pay', through_passes: '{}' })
      .where('company_id', '=', buyer.companyId)
      .execute()
    await expect(moved).resolves.toBeDefined()
    await expect(reopen()).rejects.toMatchObject({ code: 'TB001' })
  })
})

describe('documents of others', () => {
  test('are not found: by a sister company, by who buys from the buyer, by strangers; ids tell nothing', async () => {
    const { buyer, invoice } = await invoiced([[1n, 1_000_000n]])
    const outsiders = [
      await addCompany(records, seller.companyId),
      await addCompany(records, buyer.companyId),
      await addCompany(records),
    ]
    for (const caller of outsiders) {
      const refused = await readDocument(deps, caller, invoice.id)
      expect(refused).toEqual(await readDocument(deps, caller, randomUUID()))
      expect(codeOf(refused)).toBe('not_found')
    }
    for (const caller of [buyer, seller]) {
      const seen: InvoiceDetail = valueOf(await readDocument(deps, caller, invoice.id))
      expect(seen.id).toBe(invoice.id)
    }
  })
})

test('a document is read by who issued it also when its buyer has another seller, and corrected by nobody', async () => {
  const { buyer, invoice } = await invoiced([[100n, 123_000n]])
  const other = await addCompany(records)
  await records.system
    .updateTable('companies')
    .set({ parent_id: other.companyId })
    .where('id', '=', buyer.companyId)
    .execute()
  for (const reader of [seller, buyer])
    expect(valueOf(await readDocument(deps, reader, invoice.id))).toMatchObject({
      number: invoice.number,
      may_credit: false,
      may_void: false,
    })
  expect(codeOf(await readDocument(deps, other, invoice.id))).toBe('not_found')
  const query = { company_id: buyer.companyId, limit: 10 }
  expect(valueOf(await listMonths(deps, other, query)).months).toMatchObject([{ invoice: null }])
  for (const act of [credit, toVoid])
    for (const caller of [seller, other]) expect(codeOf(await act(caller, invoice.id))).toBe('not_found')
})
