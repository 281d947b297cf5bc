import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FaultyRecords, openFaultyRecords } from '../../test/support/faulty-records.ts'
import { openTestRecords } from '../../test/support/postgres.ts'
import { uuidV7 } from '../core/index.ts'
import { lockBalance, openLedger } from '../ledger/index.ts'
import { hashInput, type Records, sql } from '../records/index.ts'
import { type DocumentDraft, type IssuedDocument, issueDocument, type Supplier } from './issue-document.ts'

const nowMs = Date.UTC(2026, 9, 2)
let records: Awaited<ReturnType<typeof openTestRecords>>
let faulty: FaultyRecords
beforeAll(async () => {
  records = await openTestRecords()
  faulty = openFaultyRecords(records.url)
})
afterAll(async () => {
  await faulty.close()
  await records.close()
})

async function addCompany(parentId: string | null = null): Promise<string> {
  const { id } = await records.system
    .insertInto('companies')
    .values({ name: 'Meridian', time_zone: 'UTC', currency: 'EUR', parent_id: parentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

let draftsMade = 0

/** 10.004 of usage on one line, with 19 % of tax. */
function draftOf(companyId: string, supplier: Supplier, key = randomUUID()): DocumentDraft {
  return {
    id: uuidV7(nowMs),
    companyId,
    supplier,
    kind: 'invoice',
    series: 'INV',
    issuedOn: '2026-10-02',
    currency: 'EUR',
    amounts: {
      exactMicros: 10_004_000n,
      netMicros: 10_000_000n,
      taxMicros: 1_900_000n,
      grossMicros: 11_900_000n,
      residueMicros: -4_000n,
      prepaidMicros: 0n,
      dueMicros: 11_900_000n,
    },
    usage: {
      fromMs: Date.UTC(2026, 8, 1),
      // Each of its own: a company has one invoice of a month.
      toMs: Date.UTC(2026, 9, 1) + (draftsMade += 1),
      timeZone: 'UTC',
      afterPasses: {},
      throughPasses: { '1': '17' },
      monthStartsMs: [Date.UTC(2026, 8, 1)],
      lines: [],
    },
    corrects: null,
    document: { kind: 'invoice', number: '', payment: { reference: '' } },
    idempotencyKey: key,
    inputHash: hashInput({ key }),
    by: { userId: null, name: null },
  }
}

async function issue(
  draft: DocumentDraft,
  via: Pick<Records, 'asSystem'> = records,
): Promise<IssuedDocument> {
  const issued = await via.asSystem(async (db) => {
    await lockBalance(db, draft.companyId)
    return await issueDocument(db, draft, nowMs)
  })
  if (!issued.ok) throw new Error(issued.failure.code)
  return issued.value
}

async function numbersOf(supplier: Supplier): Promise<readonly string[]> {
  const rows = await records.system
    .selectFrom('invoices')
    .select(['number', 'ordinal'])
    .where('supplier_id', '=', supplier.id)
    .where('supplier_role', '=', supplier.role)
    .orderBy('series')
    .orderBy('year')
    .orderBy('ordinal')
    .execute()
  return rows.map(({ number }) => number)
}

async function accountsOf(companyId: string): Promise<Record<string, string>> {
  const rows = await records.system
    .selectFrom('accounts')
    .select(['kind', 'balance_micros'])
    .where('company_id', '=', companyId)
    .where('kind', 'in', ['balance', 'tax', 'rounding', 'credits'])
    .execute()
  return Object.fromEntries(rows.map(({ kind, balance_micros }) => [kind, balance_micros]))
}

/** The first `count` numbers of a series. */
function series(count: number, prefix = 'INV-2026'): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${String(n + 1).padStart(6, '0')}`)
}

describe('numbers of documents', () => {
  test('given by many at once, they have no gap and no double', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const buyers = await Promise.all(Array.from({ length: 8 }, () => addCompany(supplier.id)))
    const drafts = Array.from({ length: 40 }, (_, n) => draftOf(buyers[n % 8] ?? '', supplier))
    const issued = await Promise.all(drafts.map((draft) => issue(draft)))
    expect(issued.map(({ number }) => number).toSorted()).toEqual(series(40))
    expect(await numbersOf(supplier)).toEqual(series(40))
  })

  test('begin anew for each supplier, role, series and year, and stand on the document, as its reference too', async () => {
    const id = await addCompany()
    const buyer = await addCompany(id)
    const [asCompany, asProvider]: Supplier[] = [
      { id, role: 'company' },
      { id, role: 'provider' },
    ]
    if (!asCompany || !asProvider) throw new Error('two suppliers')
    const drafts = [
      draftOf(buyer, asCompany),
      draftOf(id, asProvider),
      { ...draftOf(buyer, asCompany), series: 'MAR' },
      { ...draftOf(buyer, asCompany), issuedOn: '2027-01-01' },
      draftOf(buyer, asCompany),
    ]
    const numbers: string[] = []
    for (const draft of drafts) numbers.push((await issue(draft)).number)
    expect(numbers).toEqual([
      'INV-2026-000001',
      'INV-2026-000001',
      'MAR-2026-000001',
      'INV-2027-000001',
      'INV-2026-000002',
    ])
    const stored = await records.system
      .selectFrom('invoices')
      .select(['number', 'document'])
      .where('company_id', '=', buyer)
      .execute()
    for (const { number, document } of stored)
      expect(document).toMatchObject({ number, payment: { reference: number } })
  })

  test('broken at any statement and issued again, a document has one number and is posted once', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const undisturbed = draftOf(await addCompany(supplier.id), supplier)
    faulty.plan({ statement: null, when: 'before' })
    await issue(undisturbed, faulty.records)
    const statements = faulty.statements()
    expect(statements).toBeGreaterThan(5)
    const posted = await accountsOf(undisturbed.companyId)
    let count = 1
    for (let statement = 1; statement <= statements; statement += 1)
      for (const when of ['before', 'after'] as const) {
        const draft = draftOf(await addCompany(supplier.id), supplier)
        faulty.plan({ statement, when })
        await expect(issue(draft, faulty.records), `${when} statement ${statement}`).rejects.toThrow(
          'connection',
        )
        faulty.plan({ statement: null, when: 'before' })
        await issue(draft, faulty.records)
        count += 1
        expect(await numbersOf(supplier), `${when} statement ${statement}`).toEqual(series(count))
        expect(await accountsOf(draft.companyId)).toEqual(posted)
      }
    const ledger = openLedger({ records, clock: () => nowMs })
    expect(await ledger.verifyBalances()).toEqual([])
    await ledger.close()
  })
})

describe('what a document posts', () => {
  test('is its tax, and what rounding added; nothing for a pro-forma; a credit note gives it back', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const buyer = await addCompany(supplier.id)
    const invoice = draftOf(buyer, supplier)
    await issue(invoice)
    const afterInvoice = { balance: '-1896000', credits: '0', tax: '1900000', rounding: '-4000' }
    expect(await accountsOf(buyer)).toEqual(afterInvoice)
    await issue({ ...draftOf(buyer, supplier), kind: 'pro_forma', series: 'PF', usage: null })
    expect(await accountsOf(buyer)).toEqual(afterInvoice)
    await issue({
      ...draftOf(buyer, supplier),
      kind: 'credit_note',
      series: 'CN',
      usage: null,
      corrects: invoice.id,
    })
    // The usage itself was never posted here, so the balance has what was given back of it.
    expect(await accountsOf(buyer)).toEqual({
      balance: '10004000',
      credits: '-10004000',
      tax: '0',
      rounding: '0',
    })
  })

  test('is posted once however often it is asked for; another request under its key is refused', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const draft = draftOf(await addCompany(supplier.id), supplier)
    const issued = await issue(draft)
    expect(await Promise.all([issue(draft), issue(draft)])).toEqual([issued, issued])
    await expect(issue({ ...draft, inputHash: hashInput({ other: true }) })).rejects.toThrow(
      'idempotency_conflict',
    )
    expect(await numbersOf(supplier)).toEqual(series(1))
  })
})

describe('what was issued stays', () => {
  const codeOf = async (statement: string) => {
    try {
      await sql.raw(statement).execute(records.system)
      return 'ok'
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : String(error)
    }
  }

  test('nothing of a document is changed or removed but that it is void, once; its number is not given again', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const { id } = await issue(draftOf(await addCompany(supplier.id), supplier))
    const refused = [
      `update invoices set net_micros = 1, gross_micros = 1900001, due_micros = 1900001 where id = '${id}'`,
      `update invoices set document = '{}' where id = '${id}'`,
      `update invoices set number = 'INV-2026-000009' where id = '${id}'`,
      `update invoices set document = '{}', voided_at = now(), void_reason = 'x' where id = '${id}'`,
      `delete from invoices where id = '${id}'`,
      'truncate invoices cascade',
      `update number_counters set last = last + 2 where supplier_id = '${supplier.id}'`,
      `update number_counters set last = last - 1 where supplier_id = '${supplier.id}'`,
      `delete from number_counters where supplier_id = '${supplier.id}'`,
    ]
    for (const statement of refused)
      expect([statement, await codeOf(statement)]).toEqual([statement, 'TB001'])
    const toVoid = `update invoices set voided_at = now(), void_reason = 'Wrong buyer' where id = '${id}'`
    expect(await codeOf(toVoid)).toBe('ok')
    expect(await codeOf(toVoid)).toBe('TB001')
    await issue(draftOf(await addCompany(supplier.id), supplier))
    expect(await numbersOf(supplier)).toEqual(series(2))
  })

  test('a company has one invoice of a month, whoever closes it', async () => {
    const supplier: Supplier = { id: await addCompany(), role: 'company' }
    const draft = draftOf(await addCompany(supplier.id), supplier)
    await issue(draft)
    const again = { ...draftOf(draft.companyId, supplier), usage: draft.usage }
    await expect(issue(again)).rejects.toMatchObject({ code: '23505' })
    expect(await numbersOf(supplier)).toEqual(series(1))
  })
})
