import { randomUUID } from 'node:crypto'
import type { Principal } from '../../companies/index.ts'
import { type CompanyDetails, emptyDetails, scopes } from '../../contract/index.ts'
import { dayMs, roundToMinor, uuidV7 } from '../../core/index.ts'
import { lockBalance } from '../../ledger/index.ts'
import { createFormats, createTranslate, rateWords } from '../../messages/index.ts'
import { hashInput, type Records, sql } from '../../records/index.ts'
import { buildDocument } from '../build-document.ts'
import { invoiceAmounts, prepaidOf } from '../invoice-amounts.ts'
import type { UsageLine } from '../invoice-lines.ts'
import { type IssuedDocument, issueDocument, type Supplier } from '../issue-document.ts'
import { addDays, localDay } from '../local-day.ts'
import { creditPayment } from '../payments/credit/credit-payment.ts'

type World = Pick<Records, 'asSystem' | 'system' | 'withCompany'>

export const german: CompanyDetails = {
  ...emptyDetails,
  legal_name: 'Meridian Travel GmbH',
  legal_address: {
    ...emptyDetails.legal_address,
    street: 'Beispielstraße 12',
    postal_code: '10115',
    city: 'Berlin',
    country: 'DE',
  },
  vat_number: 'DE123456788',
  bank_accounts: [
    {
      iban: 'DE89370400440532013000',
      account_number: null,
      bic: null,
      bank_name: 'Musterbank',
      correspondent_account: null,
      currency: 'EUR',
    },
  ],
}

/** A company with complete details; its key may do everything. */
export async function addCompany(records: World, parentId: string | null = null): Promise<Principal> {
  return await records.asSystem(async (db) => {
    const company = await db
      .insertInto('companies')
      .values({ name: 'Meridian', time_zone: 'UTC', currency: 'EUR', parent_id: parentId })
      .returning(['id', 'name', 'time_zone', 'currency'])
      .executeTakeFirstOrThrow()
    const { id } = company
    const details = { version: 1, details: JSON.stringify(german), updated_at: new Date(0), updated_by: null }
    await db
      .insertInto('company_details')
      .values({ company_id: id, role: 'company', ...details })
      .execute()
    for (const role of ['company', 'provider'])
      await db
        .insertInto('supplier_settings')
        .values({ supplier_id: id, supplier_role: role, standard_rate_basis_points: 1_900 })
        .execute()
    return { kind: 'key', companyId: id, company, scopes, keyName: 'CRM' }
  })
}

/** Money that came in, or below zero went back. */
export async function payIn(records: World, companyId: string, micros: bigint): Promise<void> {
  const kind = micros < 0n ? 'correction' : 'deposit'
  await sql`select post_transfer(${randomUUID()}::uuid, ${companyId}::uuid, ${kind}, 'EUR', ${micros.toString()}::bigint, 'Paid', null,
    ${randomUUID()}, ${hashInput({ micros: micros.toString() })}, null, null, now())`.execute(records.system)
}

/** Money that came in under the number of a document. */
export async function payFor(
  records: World,
  paid: { readonly companyId: string; readonly sellerId: string; readonly invoiceId: string },
  micros: bigint,
): Promise<void> {
  const nowMs = firstMonthMs
  const credited = await records.asSystem((db) =>
    creditPayment(
      db,
      { clock: () => nowMs },
      {
        ...paid,
        source: 'staff',
        externalId: randomUUID(),
        amountMicros: micros,
        currency: 'EUR',
        reference: null,
        payer: null,
        receivedAtMs: nowMs,
        isTest: false,
        gateway: null,
        transferId: null,
        by: { userId: null, name: null },
      },
    ),
  )
  if (!credited.ok) throw new Error(credited.failure.code)
}

/** Quantity and price of a line. */
export type LineSketch = readonly [quantity: bigint, priceMicros: bigint]

const firstMonthMs = Date.UTC(2026, 0, 1)

/** Issues the invoice of a month as its close does: months are numbered, and last 30 days. */
export async function issueMonth(
  records: World,
  sold: { readonly supplier: Supplier; readonly companyId: string },
  month: number,
  sketches: readonly LineSketch[],
): Promise<IssuedDocument> {
  const [fromMs, toMs] = [firstMonthMs + month * 30 * dayMs, firstMonthMs + (month + 1) * 30 * dayMs]
  const nowMs = toMs + dayMs
  const lines = sketches.map(([quantity, priceMicros]) => lineOf(quantity, priceMicros))
  const sums = invoiceAmounts(lines, { rateBasisPoints: 1_900, minorDigits: 2 })
  const amounts = { ...sums, ...prepaidOf(sums.grossMicros, 0n, 2) }
  const usage = {
    fromMs,
    toMs,
    timeZone: 'UTC',
    afterPasses: {},
    throughPasses: { '1': String(month + 1) },
    monthStartsMs: [fromMs] as const,
    lines,
  }
  const key = randomUUID()
  return await records.asSystem(async (db) => {
    await lockBalance(db, sold.companyId)
    const issued = await issueDocument(
      db,
      {
        id: uuidV7(nowMs),
        ...sold,
        kind: 'invoice',
        series: 'INV',
        issuedOn: localDay(nowMs, 'UTC'),
        currency: 'EUR',
        amounts,
        usage,
        corrects: null,
        document: documentOf(lines, amounts, { fromMs, toMs, nowMs }),
        idempotencyKey: key,
        inputHash: hashInput({ key }),
        by: { userId: null, name: null },
      },
      nowMs,
    )
    if (!issued.ok) throw new Error(issued.failure.code)
    await db
      .insertInto('month_closes')
      .values({
        company_id: sold.companyId,
        kind: 'usage',
        period_from: new Date(fromMs),
        period_to: new Date(toMs),
        time_zone: 'UTC',
        state: 'closed',
        outcome: 'invoiced',
        invoice_id: issued.value.id,
        after_passes: '{}',
        through_passes: JSON.stringify(usage.throughPasses),
        updated_at: new Date(nowMs),
      })
      .execute()
    return issued.value
  })
}

function lineOf(quantity: bigint, priceMicros: bigint): UsageLine {
  const exactMicros = quantity * priceMicros
  return {
    lateMonthMs: null,
    channel: 'sms',
    kind: '',
    destination: 'DE',
    unit: 'segment',
    priceMicros,
    quantity,
    exactMicros,
    netMicros: roundToMinor(exactMicros, 2),
  }
}

type Amounts = Parameters<typeof buildDocument>[0]['amounts']

function documentOf(
  lines: readonly UsageLine[],
  amounts: Amounts,
  { fromMs, toMs, nowMs }: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
) {
  const t = createTranslate('en')
  const formats = createFormats({ language: 'en', timeZone: 'UTC' })
  const issuedOn = localDay(nowMs, 'UTC')
  return buildDocument({
    kind: 'invoice',
    issuedOn,
    dueOn: addDays(issuedOn, 14),
    period: { from: localDay(fromMs, 'UTC'), to: localDay(toMs - 1, 'UTC'), timeZone: 'UTC' },
    currency: 'EUR',
    minorDigits: 2,
    language: 'en',
    corrects: null,
    supplier: german,
    buyer: german,
    lines,
    amounts,
    treatment: { category: 'S', rateBasisPoints: 1_900, exemption: null },
    words: { t, formats, rates: rateWords(t, formats, () => undefined) },
  })
}

/** Balances of a company's accounts that documents move, micro-units. */
export async function accountsOf(records: World, companyId: string): Promise<Record<string, bigint>> {
  const rows = await records.system
    .selectFrom('accounts')
    .select(['kind', 'balance_micros'])
    .where('company_id', '=', companyId)
    .where('kind', 'in', ['balance', 'tax', 'rounding', 'credits'])
    .execute()
  return Object.fromEntries(rows.map(({ kind, balance_micros }) => [kind, BigInt(balance_micros)]))
}
