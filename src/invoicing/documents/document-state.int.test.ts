import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import { dayMs } from '../../core/index.ts'
import { sql } from '../../records/index.ts'
import { createCreditNote } from './create-credit-note.ts'
import { readDocuments } from './document-rows.ts'
import { addCompany, issueMonth, payIn } from './documents-world.fixture.ts'
import { voidDocument } from './void-document.ts'

let records: Awaited<ReturnType<typeof openTestRecords>>
beforeAll(async () => {
  records = await openTestRecords()
})
afterAll(() => records.close())

type Act =
  | { readonly act: 'pay'; readonly micros: bigint }
  | { readonly act: 'invoice'; readonly quantity: bigint }
  | { readonly act: 'credit'; readonly which: number; readonly cents: bigint }
  | { readonly act: 'void' }

/** Documents as one would add them up by hand. Micro-units. */
interface NaiveInvoice {
  readonly id: string
  readonly issuedMs: number
  readonly gross: bigint
  net: bigint
  credited: bigint
  isVoid: boolean
}

const cent = 10_000n

function expectedOf(invoices: readonly NaiveInvoice[], funds: bigint, nowMs: number) {
  let purse = funds
  for (const { isVoid, gross, credited } of invoices)
    if (!isVoid && gross - credited < 0n) purse += credited - gross
  return invoices.map(({ id, issuedMs, gross, credited, isVoid }) => {
    const owed = isVoid || gross < credited ? 0n : gross - credited
    const whole = purse > 0n ? purse - (purse % cent) : 0n
    const paid = whole < owed ? whole : owed
    purse -= paid
    return [id, credited, paid, owed - paid, statusOf()]

    function statusOf(): string {
      if (isVoid) return 'void'
      if (credited > 0n && owed === 0n) return 'credited'
      if (paid === owed) return 'paid'
      // Due fourteen days after the day of issue; the day itself is in time.
      if (Math.floor(nowMs / dayMs) > Math.floor(issuedMs / dayMs) + 14) return 'overdue'
      return paid > 0n ? 'partly_paid' : 'open'
    }
  })
}

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('pay'), micros: fc.bigInt(-90_000_000n, 150_000_000n) } as const),
    fc.record({ act: fc.constant('invoice'), quantity: fc.bigInt(-40n, 400n) } as const),
    fc.record({ act: fc.constant('credit'), which: fc.nat(5), cents: fc.bigInt(1n, 4_000n) } as const),
    fc.record({ act: fc.constant('void') } as const),
  ),
  { minLength: 1, maxLength: 12 },
)

describe('how documents stand', () => {
  test('is what adding up by hand says, whatever was paid, issued, taken back and made void', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(6), fc.integer({ min: -1, max: 1 }), async (story, due, days) => {
        const seller = await addCompany(records)
        const { companyId } = await addCompany(records, seller.companyId)
        const supplier = { id: seller.companyId, role: 'company' } as const
        const invoices: NaiveInvoice[] = []
        let funds = 0n
        let month = 0
        const deps = { records, clock: () => Date.UTC(2027, 0, 1) }
        for (const step of story) {
          if (step.act === 'pay' && step.micros !== 0n) {
            await payIn(records, companyId, step.micros)
            funds += step.micros
          }
          if (step.act === 'invoice') {
            const { id } = await issueMonth(records, { supplier, companyId }, month, [
              [step.quantity, 123_000n],
            ])
            month += 1
            const { net_micros, gross_micros, issued_at } = await records.system
              .selectFrom('invoices')
              .select(['net_micros', 'gross_micros', 'issued_at'])
              .where('id', '=', id)
              .executeTakeFirstOrThrow()
            invoices.push({
              id,
              issuedMs: issued_at.getTime(),
              gross: BigInt(gross_micros),
              net: BigInt(net_micros),
              credited: 0n,
              isVoid: false,
            })
          }
          const invoice = step.act === 'credit' ? invoices[step.which] : invoices.at(-1)
          if (!invoice) continue
          if (step.act === 'credit') {
            const net = `${step.cents / 100n}.${String(step.cents % 100n).padStart(2, '0')}`
            const body = { reason: 'Wrong', lines: [{ position: 1, net }] }
            const made = await createCreditNote(deps, seller, invoice.id, body, randomUUID())
            const isPossible = !invoice.isVoid && invoice.net >= step.cents * cent
            expect(made.ok).toBe(isPossible)
            if (!made.ok) continue
            invoice.net -= step.cents * cent
            const { rows } = await sql<{ micros: string }>`
              select gross_micros as micros from invoices where id = ${made.value.id}::uuid`.execute(
              records.system,
            )
            invoice.credited += BigInt(rows[0]?.micros ?? 0)
          }
          if (step.act === 'void') {
            const voided = await voidDocument(deps, seller, invoice.id, { reason: 'Wrong' })
            const isPossible = invoice.credited === 0n
            expect(voided.ok).toBe(isPossible)
            if (voided.ok) invoice.isVoid = true
            // The month is open again, and the next invoice of this story is of the month after it.
            await records.system
              .updateTable('month_closes')
              .set({ state: 'closed', through_passes: '{}' })
              .where('company_id', '=', companyId)
              .where('state', '=', 'waiting')
              .execute()
          }
        }
        // About the day on which the invoice of a month is due.
        const nowMs = Date.UTC(2026, 0, 1) + (30 * due + 45 + days) * dayMs
        for (const scope of [{ companyId }, { supplierId: seller.companyId }]) {
          const rows = await readDocuments(records.system, {
            scope,
            nowMs,
            where: [sql`i.kind = 'invoice'`],
            orderBy: sql`i.issued_at, i.id`,
            limit: 100,
          })
          expect(
            rows.map((row) => [
              row.id,
              BigInt(row.credited_micros),
              BigInt(row.paid_micros),
              BigInt(row.outstanding_micros),
              row.status,
            ]),
          ).toEqual(expectedOf(invoices, funds, nowMs))
        }
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
