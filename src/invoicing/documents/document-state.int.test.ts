import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import type { Principal } from '../../companies/index.ts'
import { dayMs } from '../../core/index.ts'
import { sql } from '../../records/index.ts'
import { readDocumentsById } from '../payments/credit/payable-documents.ts'
import { createCreditNote } from './create-credit-note.ts'
import { readDocuments } from './document-rows.ts'
import type { DocumentScope } from './document-state.ts'
import { addCompany, issueMonth, payFor, payIn } from './documents-world.fixture.ts'
import { voidDocument } from './void-document.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
beforeAll(async () => {
  records = await openTestRecords()
})
afterAll(() => records.close())

type Act =
  | { readonly act: 'pay'; readonly micros: bigint }
  | { readonly act: 'pay_for'; readonly which: number; readonly micros: bigint }
  | { readonly act: 'invoice'; readonly quantity: bigint }
  | { readonly act: 'credit'; readonly which: number; readonly cents: bigint }
  | { readonly act: 'void' }

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('pay'), micros: fc.bigInt(-90_000_000n, 150_000_000n) } as const),
    fc.record({
      act: fc.constant('pay_for'),
      which: fc.nat(5),
      micros: fc.bigInt(1n, 90_000_000n),
    } as const),
    fc.record({ act: fc.constant('invoice'), quantity: fc.bigInt(-40n, 400n) } as const),
    fc.record({ act: fc.constant('credit'), which: fc.nat(5), cents: fc.bigInt(1n, 4_000n) } as const),
    fc.record({ act: fc.constant('void') } as const),
  ),
  { minLength: 1, maxLength: 12 },
)

/** Documents as one would add them up by hand. Micro-units. */
interface NaiveInvoice {
  readonly id: string
  readonly issuedMs: number
  readonly gross: bigint
  net: bigint
  credited: bigint
  named: bigint
  isVoid: boolean
}

const cent = 10_000n
const whole = (micros: bigint) => (micros > 0n ? micros - (micros % cent) : 0n)
const least = (...amounts: readonly bigint[]) => amounts.reduce((one, other) => (other < one ? other : one))

/** Money in a purse pays what it is for, and then what is oldest. */
function expectedOf(invoices: readonly NaiveInvoice[], funds: bigint, nowMs: number) {
  const owedOf = ({ isVoid, gross, credited }: NaiveInvoice) => (isVoid ? 0n : gross - credited)
  const debtOf = (invoice: NaiveInvoice) => (owedOf(invoice) > 0n ? owedOf(invoice) : 0n)
  let purse = whole(invoices.reduce((sum, one) => sum + debtOf(one) - owedOf(one), funds))
  const paidOf = new Map(invoices.map((one) => [one, 0n]))
  const pay = (limitOf: (invoice: NaiveInvoice) => bigint) => {
    for (const invoice of invoices) {
      const paid = paidOf.get(invoice) ?? 0n
      const more = least(purse, debtOf(invoice) - paid, limitOf(invoice))
      paidOf.set(invoice, paid + more)
      purse -= more
    }
  }
  pay(({ named }) => whole(named))
  pay(() => purse)
  return invoices.map((invoice) => {
    const paid = paidOf.get(invoice) ?? 0n
    const left = debtOf(invoice) - paid
    return [invoice.id, invoice.credited, paid, left, statusOf(invoice, { paid, left, nowMs })]
  })
}

function statusOf(
  { isVoid, credited, gross, issuedMs }: NaiveInvoice,
  { paid, left, nowMs }: { readonly paid: bigint; readonly left: bigint; readonly nowMs: number },
): string {
  if (isVoid) return 'void'
  if (credited > 0n && gross <= credited) return 'credited'
  if (left === 0n) return 'paid'
  // Due fourteen days after the day of issue; the day itself is in time.
  if (Math.floor(nowMs / dayMs) > Math.floor(issuedMs / dayMs) + 14) return 'overdue'
  return paid > 0n ? 'partly_paid' : 'open'
}

interface Told {
  readonly seller: Principal
  readonly companyId: string
  readonly invoices: NaiveInvoice[]
  funds: bigint
  months: number
}

const deps = () => ({ records, clock: () => Date.UTC(2027, 0, 1) })

/** Does what a story says, and keeps by hand what it comes to. */
async function tell(story: readonly Act[]): Promise<Told> {
  const seller = await addCompany(records)
  const { companyId } = await addCompany(records, seller.companyId)
  const told: Told = { seller, companyId, invoices: [], funds: 0n, months: 0 }
  for (const step of story) {
    if (step.act === 'pay' && step.micros !== 0n) {
      await payIn(records, companyId, step.micros)
      told.funds += step.micros
    }
    if (step.act === 'pay_for') await payNamed(told, step.which, step.micros)
    if (step.act === 'invoice') await invoiceNext(told, step.quantity)
    if (step.act === 'credit') await credit(told, step.which, step.cents)
    if (step.act === 'void') await makeLastVoid(told)
  }
  return told
}

async function payNamed(told: Told, which: number, micros: bigint): Promise<void> {
  const { seller, companyId, invoices } = told
  const invoice = invoices[which]
  if (!invoice || invoice.isVoid) return
  await payFor(records, { companyId, sellerId: seller.companyId, invoiceId: invoice.id }, micros)
  invoice.named += micros
  told.funds += micros
}

async function invoiceNext(told: Told, quantity: bigint): Promise<void> {
  const { seller, companyId, invoices } = told
  const supplier = { id: seller.companyId, role: 'company' } as const
  const { id } = await issueMonth(records, { supplier, companyId }, told.months, [[quantity, 123_000n]])
  told.months += 1
  const row = await records.system
    .selectFrom('invoices')
    .select(['net_micros', 'gross_micros', 'issued_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const [gross, net] = [BigInt(row.gross_micros), BigInt(row.net_micros)]
  invoices.push({
    id,
    issuedMs: row.issued_at.getTime(),
    gross,
    net,
    credited: 0n,
    named: 0n,
    isVoid: false,
  })
}

async function credit({ seller, invoices }: Told, which: number, cents: bigint): Promise<void> {
  const invoice = invoices[which]
  if (!invoice) return
  const net = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
  const body = { reason: 'Wrong', lines: [{ position: 1, net }] }
  const made = await createCreditNote(deps(), seller, invoice.id, body, randomUUID())
  expect(made.ok).toBe(!invoice.isVoid && invoice.net >= cents * cent)
  if (!made.ok) return
  invoice.net -= cents * cent
  const { gross_micros } = await records.system
    .selectFrom('invoices')
    .select('gross_micros')
    .where('id', '=', made.value.id)
    .executeTakeFirstOrThrow()
  invoice.credited += BigInt(gross_micros)
}

async function makeLastVoid({ seller, companyId, invoices }: Told): Promise<void> {
  const invoice = invoices.at(-1)
  if (!invoice) return
  const voided = await voidDocument(deps(), seller, invoice.id, { reason: 'Wrong' })
  expect(voided.ok).toBe(invoice.credited === 0n)
  if (voided.ok) invoice.isVoid = true
  // The month is open again, and the next invoice of this story is of the month after it.
  await records.system
    .updateTable('month_closes')
    .set({ state: 'closed', outcome: 'nothing_to_pay', through_passes: '{}' })
    .where('company_id', '=', companyId)
    .where('state', '=', 'waiting')
    .execute()
}

async function statesOf(scope: DocumentScope, nowMs: number) {
  const rows = await readDocuments(records.system, {
    scope,
    nowMs,
    where: [sql`i.kind = 'invoice'`],
    orderBy: sql`i.issued_at, i.id`,
    limit: 100,
  })
  return rows.map(({ id, credited_micros, paid_micros, outstanding_micros, status }) => [
    id,
    BigInt(credited_micros),
    BigInt(paid_micros),
    BigInt(outstanding_micros),
    status,
  ])
}

test('documents stand as adding up by hand says, whatever was paid, issued, taken back and made void', async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.nat(6), fc.integer({ min: -1, max: 1 }), async (story, due, days) => {
      const { seller, companyId, invoices, funds } = await tell(story)
      // About the day on which the invoice of a month is due.
      const nowMs = Date.UTC(2026, 0, 1) + (30 * due + 45 + days) * dayMs
      const expected = expectedOf(invoices, funds, nowMs)
      expect(await statesOf({ companyId }, nowMs)).toEqual(expected)
      expect(await statesOf({ supplierId: seller.companyId }, nowMs)).toEqual(expected)
      const ids = invoices.filter(({ isVoid }) => !isVoid).map(({ id }) => id)
      const payable = await readDocumentsById(records.system, seller.companyId, ids)
      const dueOf = new Map(payable.map(({ documentId, dueMicros }) => [documentId, dueMicros]))
      const outstanding = expected.filter(([, , , , status]) => status !== 'void')
      expect(dueOf).toEqual(new Map(outstanding.map(([id, , , left]) => [id, left])))
    }),
    { numRuns: 40 },
  )
}, 120_000)
