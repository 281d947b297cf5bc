import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../../test/support/postgres.ts'
import type { CsvMapping, StatementReport } from '../../../contract/index.ts'
import { openLedger } from '../../../ledger/index.ts'
import { codeOf, makeCompany, makePerson, valueOf } from '../../../ledger/world.fixture.ts'
import {
  accountsOf,
  type Dealers,
  issueTo,
  makeDealers,
  type PaymentsWorld,
  paymentsOver,
  worldMs,
} from '../payments-world.fixture.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
let world: PaymentsWorld
beforeAll(async () => {
  records = await openTestRecords()
  world = paymentsOver(records)
})
afterAll(async () => {
  await records.close()
})

const mapping: CsvMapping = {
  encoding: 'utf-8',
  delimiter: ';',
  first_row: 1,
  skipped_last_rows: 0,
  decimal_sign: '.',
  date_format: 'YYYY-MM-DD',
  account: 'DE02120300000000202051',
  currency: 'EUR',
  columns: { booked_on: 1, amount: 2, payer_name: 3, purpose: [4], bank_reference: 5 },
}

type Line = readonly [day: string, amount: string, payer: string, purpose: string, reference: string]

const bytesOf = (lines: readonly Line[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => line.join(';')).join('\n'))

async function upload(
  { seller }: Dealers,
  lines: readonly Line[],
  { payments }: PaymentsWorld = world,
  caller = seller.key,
): Promise<StatementReport> {
  const query = { format: 'csv' as const, mapping: JSON.stringify(mapping) }
  return valueOf(await payments.importStatement(caller, { bytes: bytesOf(lines), query }))
}

const linesOf = async ({ seller }: Dealers, state?: 'proposed' | 'credited' | 'ignored' | 'not_ours') =>
  valueOf(await world.payments.listLines(seller.key, { limit: 100, ...(state && { state }) })).lines

describe('a statement of a bank', () => {
  test('credits a certain match at once, and leaves everything else to a person', async () => {
    const dealers = await makeDealers(records)
    const document = await issueTo(records, dealers, { euros: 250 })
    const other = await issueTo(records, dealers, { euros: 80 })
    const report = await upload(dealers, [
      ['2026-10-03', '250.00', 'Meridian', `Invoice ${document.number}`, 'r1'],
      ['2026-10-03', '79.00', 'Meridian', `Partly ${other.number}`, 'r2'],
      ['2026-10-04', '12.00', 'Somebody', 'no number', 'r3'],
      ['2026-10-04', '-30.00', 'Landlord', 'Rent', 'r4'],
    ])
    expect(report).toMatchObject({ lines: 4, repeated: 0, credited: 1, proposed: 2, not_ours: 1 })
    expect(report.credited_amounts).toEqual([{ amount: '250.00', currency: 'EUR' }])
    expect(await accountsOf(records, dealers.buyer.id)).toEqual({ balance: 250, deposits: -250 })
    expect((await linesOf(dealers, 'proposed')).map(({ proposal }) => proposal)).toMatchObject([
      { outcome: 'partial', difference: { amount: '-1.00' }, documents: [{ number: other.number }] },
      { outcome: 'none', documents: [] },
    ])
    expect((await linesOf(dealers, 'credited'))[0]).toMatchObject({
      decided_by: null,
      payment: { document, payer: 'Meridian', source: 'statement' },
    })
  })

  test('again, and overlapping with another one, doubles nothing', async () => {
    const dealers = await makeDealers(records)
    const [one, two] = [
      await issueTo(records, dealers, { euros: 10 }),
      await issueTo(records, dealers, { euros: 20 }),
    ]
    const first: Line = ['2026-10-01', '10.00', 'Meridian', one.number, 'a']
    const second: Line = ['2026-10-02', '20.00', 'Meridian', two.number, 'b']
    await upload(dealers, [first])
    expect(await upload(dealers, [first])).toMatchObject({ lines: 1, repeated: 1, credited: 0 })
    const both = await Promise.all([upload(dealers, [first, second]), upload(dealers, [second, first])])
    expect(both.map(({ credited }) => credited).sort()).toEqual([0, 1])
    expect(await accountsOf(records, dealers.buyer.id)).toEqual({ balance: 30, deposits: -30 })
    expect(await linesOf(dealers)).toHaveLength(2)
    const { statements } = valueOf(await world.payments.listStatements(dealers.seller.key, { limit: 10 }))
    expect(statements).toHaveLength(3)
  })

  test('with two payments of one document credits one; the other is shown as a double', async () => {
    const dealers = await makeDealers(records)
    const document = await issueTo(records, dealers, { kind: 'invoice', euros: 40 })
    const report = await upload(dealers, [
      ['2026-10-01', '40.00', 'Meridian', document.number, 'a'],
      ['2026-10-02', '40.00', 'Meridian', document.number, 'b'],
    ])
    expect(report).toMatchObject({ credited: 1, proposed: 1 })
    expect((await linesOf(dealers, 'proposed'))[0]?.proposal.outcome).toBe('double')
  })

  test('holds an invoice against what other money left due of it, and pays the one that is named', async () => {
    const dealers = await makeDealers(records)
    const [old, young] = [
      await issueTo(records, dealers, { kind: 'invoice', euros: 100 }),
      await issueTo(records, dealers, { kind: 'invoice', euros: 50 }),
    ]
    const ledger = openLedger({ records, clock: () => worldMs })
    const deposit = {
      company_id: dealers.buyer.id,
      amount: { amount: '30', currency: 'EUR' },
      reason: 'Cash',
    }
    valueOf(await ledger.createAdjustment(dealers.seller.key, 'deposit', deposit, 'cash'))
    expect(
      await upload(dealers, [
        ['2026-10-01', '50.00', 'Meridian', young.number, 'a'],
        ['2026-10-02', '70.00', 'Meridian', old.number, 'b'],
      ]),
    ).toMatchObject({ credited: 2, proposed: 0 })
  })

  test('never credits by a document of another seller', async () => {
    const [dealers, others] = [await makeDealers(records), await makeDealers(records)]
    const document = await issueTo(records, others, { euros: 10, series: 'OTHER' })
    expect(await upload(dealers, [['2026-10-01', '10.00', 'X', document.number, 'a']])).toMatchObject({
      credited: 0,
      proposed: 1,
    })
    const [line] = await linesOf(dealers)
    const credit = { action: 'credit' as const, company_id: dealers.buyer.id, invoice_id: document.id }
    expect(codeOf(await world.payments.decideLine(dealers.seller.key, String(line?.id), credit))).toBe(
      'not_found',
    )
    expect(codeOf(await world.payments.decideLine(others.seller.key, String(line?.id), credit))).toBe(
      'not_found',
    )
  })

  test('that is none, or has no mapping, is refused with the reason', async () => {
    const { seller } = await makeDealers(records)
    const send = (text: string, query: object) =>
      world.payments.importStatement(seller.key, { bytes: new TextEncoder().encode(text), query })
    expect(codeOf(await send('<a/>', {}))).toBe('invalid_statement')
    expect(codeOf(await send('a;b', {}))).toBe('invalid_mapping')
    expect(codeOf(await send('a;b', { mapping: JSON.stringify(mapping) }))).toBe('invalid_statement')
  })
})

describe("a person's word on a line", () => {
  test('credits it once to a customer; said again it changes nothing, and another word comes too late', async () => {
    const dealers = await makeDealers(records)
    const document = await issueTo(records, dealers, { euros: 100 })
    await upload(dealers, [['2026-10-01', '60.00', 'Meridian', 'advance', 'a']])
    const [line] = await linesOf(dealers)
    const decide = (decision: Parameters<typeof world.payments.decideLine>[2]) =>
      world.payments.decideLine(dealers.seller.key, String(line?.id), decision)
    const credit = { action: 'credit' as const, company_id: dealers.buyer.id, invoice_id: document.id }
    const answers = await Promise.all([decide(credit), decide(credit), decide(credit)])
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
    expect(await accountsOf(records, dealers.buyer.id)).toEqual({ balance: 60, deposits: -60 })
    expect(codeOf(await decide({ action: 'ignore', reason: 'no' }))).toBe('already_decided')
    expect(codeOf(await decide({ ...credit, invoice_id: undefined }))).toBe('already_decided')
  })

  test('may leave a line, with the reason', async () => {
    const dealers = await makeDealers(records)
    await upload(dealers, [['2026-10-01', '60.00', 'Tax office', 'refund of VAT', 'a']])
    const [line] = await linesOf(dealers)
    const ignore = { action: 'ignore' as const, reason: 'Not from a customer' }
    const decided = await world.payments.decideLine(dealers.seller.key, String(line?.id), ignore)
    expect(valueOf(decided)).toMatchObject({ state: 'ignored', ignored_because: 'Not from a customer' })
    expect(await linesOf(dealers, 'proposed')).toEqual([])
  })

  test('credits no company that is not a customer', async () => {
    const dealers = await makeDealers(records)
    const stranger = await makeCompany(records)
    await upload(dealers, [['2026-10-01', '60.00', 'X', 'y', 'a']])
    const [line] = await linesOf(dealers)
    const credit = { action: 'credit' as const, company_id: stranger.id }
    expect(codeOf(await world.payments.decideLine(dealers.seller.key, String(line?.id), credit))).toBe(
      'not_found',
    )
  })

  test('above the approval limit is of somebody else than who uploaded the file, also for a certain match', async () => {
    const dealers = await makeDealers(records)
    const ledger = openLedger({ records, clock: () => worldMs })
    const limit = { approval_limit: { amount: '100', currency: 'EUR' } }
    valueOf(await ledger.patchSettings(dealers.seller.key, limit, { companyId: dealers.buyer.id }))
    const [anna, boris] = [
      await makePerson(records, dealers.seller, 'Anna'),
      await makePerson(records, dealers.seller, 'Boris'),
    ]
    const documents = [
      await issueTo(records, dealers, { euros: 60 }),
      await issueTo(records, dealers, { euros: 70 }),
    ]
    const lines = documents.map(
      ({ number }, place): Line => ['2026-10-01', `${60 + place * 10}.00`, 'Meridian', number, `${place}`],
    )
    expect(await upload(dealers, lines, world, anna)).toMatchObject({ credited: 1, proposed: 1 })
    const [line] = await linesOf(dealers, 'proposed')
    const credit = { action: 'credit' as const, company_id: dealers.buyer.id }
    expect(codeOf(await world.payments.decideLine(anna, String(line?.id), credit))).toBe('forbidden')
    expect(codeOf(await world.payments.decideLine(dealers.seller.key, String(line?.id), credit))).toBe(
      'forbidden',
    )
    expect(codeOf(await world.payments.decideLine(boris, String(line?.id), credit))).toBe('ok')
  })

  test('counts against the approval limit with what is entered by hand, whichever comes first', async () => {
    const dealers = await makeDealers(records)
    const { buyer, seller } = dealers
    const ledger = openLedger({
      records,
      clock: () => worldMs,
      aloneElsewhere: world.payments.linesAlone,
    })
    const euros = (amount: string) => ({ amount, currency: 'EUR' })
    valueOf(await ledger.patchSettings(seller.key, { approval_limit: euros('100') }, { companyId: buyer.id }))
    const anna = await makePerson(records, seller, 'Anna')
    const { number } = await issueTo(records, dealers, { euros: 60 })
    await upload(dealers, [['2026-10-01', '60.00', 'Meridian', number, 'a']], world, anna)
    const deposit = (amount: string) => ({ company_id: buyer.id, amount: euros(amount), reason: 'Cash' })
    const enter = async (amount: string) =>
      valueOf(await ledger.createAdjustment(anna, 'deposit', deposit(amount), amount)).state
    expect([await enter('40.01'), await enter('40')]).toEqual(['waiting', 'posted'])
    const payment = { company_id: buyer.id, amount: euros('1'), reference: 'Cash', received_on: '2026-10-02' }
    expect(valueOf(await world.payments.enterPayment(anna, payment, 'k')).state).toBe('waiting')
    const other = await issueTo(records, dealers, { euros: 1 })
    expect(
      await upload(dealers, [['2026-10-02', '1.00', 'Meridian', other.number, 'b']], world, anna),
    ).toMatchObject({ credited: 0, proposed: 1 })
    // Within the limit by itself, and beyond what is left of it.
    expect(await linesOf(dealers, 'proposed')).toMatchObject([{ needs_other: true }])
  })

  test('of a file that a key uploaded is not enough above the limit: the refusal says what to do', async () => {
    const dealers = await makeDealers(records)
    const { buyer, seller } = dealers
    const ledger = openLedger({ records, clock: () => worldMs })
    const limit = { approval_limit: { amount: '10', currency: 'EUR' } }
    valueOf(await ledger.patchSettings(seller.key, limit, { companyId: buyer.id }))
    await upload(dealers, [['2026-10-01', '60.00', 'Meridian', 'advance', 'a']])
    const [line] = await linesOf(dealers, 'proposed')
    const boris = await makePerson(records, seller, 'Boris')
    const credit = { action: 'credit' as const, company_id: buyer.id }
    expect(await world.payments.decideLine(boris, String(line?.id), credit)).toMatchObject({
      failure: { code: 'forbidden', detail: expect.stringContaining('enter the payment as a person') },
    })
  })
})
