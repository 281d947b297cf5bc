import { allow, type BilledCompany, callerName, mayBill, type Principal } from '../../companies/index.ts'
import type { InvoiceDetail, ProFormaCreate } from '../../contract/index.ts'
import {
  type Failure,
  fail,
  minorDigitsOf,
  minorUnitMicros,
  ok,
  type Result,
  toDecimal,
  uuidV7,
} from '../../core/index.ts'
import { type AmountFailure, lockBalance, parseAmount } from '../../ledger/index.ts'
import { createTranslate } from '../../messages/index.ts'
import { type Database, hashInput, type Kysely, parseIdempotencyKey } from '../../records/index.ts'
import { frameDocument } from '../frame-document.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import { type DocumentDraft, findIssued, issueDocument } from '../issue-document.ts'
import { addDays, localDay } from '../local-day.ts'
import { type CompleteDealing, completeDealing, type DetailsMissing } from '../missing-for-document.ts'
import { languageOf, readDealing } from '../seller.ts'
import { type TaxTreatment, treatmentOf } from '../tax-treatment.ts'
import { percentOf } from '../written-numbers.ts'
import { issuedDocument } from './document-access.ts'
import { noteDocument } from './note-document.ts'
import { proFormaAmounts } from './pro-forma-amounts.ts'
import { readDetail } from './read-document.ts'
import { requestKey } from './request-key.ts'

export type ProFormaFailure =
  | Failure<
      | 'forbidden'
      | 'not_found'
      | 'idempotency_key_required'
      | 'idempotency_conflict'
      | 'tax_undecided'
      | 'too_many_documents'
    >
  | AmountFailure
  | DetailsMissing

/** Of one company within a day; each takes a number for ever. */
const maxPerDay = 100
const dayMs = 24 * 3_600_000
/** Of one document, far beyond any payment, and far within what the tables hold. */
const maxGrossMicros = 10n ** 17n

interface Asked {
  readonly caller: Principal
  readonly body: ProFormaCreate
  readonly key: string
  readonly nowMs: number
}

/**
 * Issues a request for a prepayment: nobody owes it, it moves no money. What is paid under its number is added to the balance in
 * full; tax is charged with the invoice of the month. The same key and input give the same document.
 */
export async function createProForma(
  { records, clock }: Pick<InvoicingDeps, 'records' | 'clock'>,
  caller: Principal,
  body: ProFormaCreate,
  idempotencyKey: string | undefined,
): Promise<Result<InvoiceDetail, ProFormaFailure>> {
  const key = parseIdempotencyKey(idempotencyKey)
  if (!key.ok) return key
  const asked = { caller, body, key: key.value, nowMs: clock() }
  return await records.asSystem((db) => issue(db, asked))
}

async function issue(db: Kysely<Database>, asked: Asked): Promise<Result<InvoiceDetail, ProFormaFailure>> {
  const { caller, body, key, nowMs } = asked
  const buyer = await buyerOf(db, caller, body.company_id)
  if (!buyer.ok) return buyer
  const companyId = buyer.value.id
  const gross = parseGross(body, buyer.value.currency)
  if (!gross.ok) return gross
  await lockBalance(db, companyId)
  const inputHash = hashInput({ kind: 'pro_forma', companyId, gross: gross.value.toString() })
  const identity = { companyId, idempotencyKey: requestKey(caller, key), inputHash }
  const known = await findIssued(db, identity)
  if (!known.ok) return known
  const issued = known.value
    ? ok(known.value)
    : await issueNew(db, { ...asked, ...identity, grossMicros: gross.value })
  if (!issued.ok) return issued
  const mayCorrect = (await issuedDocument(db, caller, issued.value.id)).ok
  return ok(await readDetail(db, { id: issued.value.id, companyId, mayCorrect }, nowMs))
}

/** Every person who sees the money of a company asks for it, and keys that may do more than read; of a customer, who sells to it. */
async function buyerOf(
  db: Kysely<Database>,
  caller: Principal,
  companyId: string | undefined,
): Promise<Result<BilledCompany, Failure<'forbidden' | 'not_found'>>> {
  if (companyId !== undefined && companyId !== caller.companyId) return await mayBill(db, caller, companyId)
  const allowed = allow(caller, caller.kind === 'key' ? 'billing:manage' : 'billing:read')
  return allowed.ok ? ok(caller.company) : allowed
}

function parseGross({ amount }: ProFormaCreate, currency: string): Result<bigint, AmountFailure> {
  const gross = parseAmount(amount, currency, 'positive')
  if (!gross.ok) return gross
  const digits = minorDigitsOf(currency)
  if (gross.value % minorUnitMicros(digits) !== 0n)
    return fail('invalid_amount', `Write the amount with at most ${digits} decimal places.`)
  if (gross.value > maxGrossMicros)
    return fail('amount_out_of_range', 'The amount is beyond what one document can ask for.')
  return gross
}

interface NewProForma extends Asked {
  readonly companyId: string
  readonly idempotencyKey: string
  readonly inputHash: Buffer
  readonly grossMicros: bigint
}

async function issueNew(db: Kysely<Database>, asked: NewProForma) {
  const { companyId, caller, nowMs, idempotencyKey, inputHash } = asked
  const limited = await withinLimit(db, companyId, nowMs)
  if (!limited.ok) return limited
  const dealing = await readDealing(db, companyId)
  if (!dealing) throw new Error('a company is gone within its own transaction')
  const complete = completeDealing(dealing)
  if (!complete.ok) return complete
  const { supplier } = complete.value
  const treatment = treatmentOf(complete.value)
  if (!treatment.ok) return treatment
  const { currency } = complete.value.buyer
  const minorDigits = minorDigitsOf(currency)
  const amounts = proFormaAmounts(asked.grossMicros, { ...treatment.value, minorDigits })
  const issuedOn = localDay(nowMs, supplier.timeZone)
  const draft: DocumentDraft = {
    id: uuidV7(nowMs),
    companyId,
    supplier: { id: supplier.id, role: supplier.role },
    kind: 'pro_forma',
    series: supplier.settings.series.pro_forma,
    issuedOn,
    currency,
    amounts,
    usage: null,
    corrects: null,
    document: documentOf(complete.value, { treatment: treatment.value, amounts, issuedOn, minorDigits }),
    idempotencyKey,
    inputHash,
    by: { userId: caller.userId ?? null, name: await callerName(db, caller) },
  }
  const issued = await issueDocument(db, draft, nowMs)
  if (issued.ok) await noteDocument(db, caller, { id: draft.id, act: 'invoice.pro_forma_issued', nowMs })
  return issued
}

async function withinLimit(
  db: Kysely<Database>,
  companyId: string,
  nowMs: number,
): Promise<Result<void, Failure<'too_many_documents'>>> {
  const row = await db
    .selectFrom('invoices')
    .select(({ fn }) => fn.countAll<string>().as('issued'))
    .where('company_id', '=', companyId)
    .where('kind', '=', 'pro_forma')
    .where('issued_at', '>', new Date(nowMs - dayMs))
    .executeTakeFirst()
  if (Number(row?.issued ?? 0) < maxPerDay) return ok(undefined)
  return fail(
    'too_many_documents',
    `A company gets at most ${maxPerDay} pro-formas within 24 hours: use one of those, or wait.`,
  )
}

interface ProFormaParts {
  readonly treatment: TaxTreatment
  readonly amounts: ReturnType<typeof proFormaAmounts>
  readonly issuedOn: string
  readonly minorDigits: number
}

function documentOf({ buyer, supplier }: CompleteDealing, parts: ProFormaParts) {
  const { treatment, amounts, issuedOn, minorDigits } = parts
  const language = languageOf({ buyer, supplier })
  const t = createTranslate(language)
  const net = toDecimal(amounts.netMicros, minorDigits)
  const frame = {
    kind: 'pro_forma',
    issuedOn,
    dueOn: addDays(issuedOn, supplier.settings.paymentDays),
    period: null,
    currency: buyer.currency,
    minorDigits,
    language,
    corrects: null,
    supplier: supplier.details,
    buyer: buyer.details,
    amounts,
    treatment,
  } as const
  const line = {
    position: 1,
    description: t('invoice_document.line_top_up'),
    detail: null,
    quantity: '1',
    unit: 'one',
    unitPrice: net,
    net,
    tax: { category: treatment.category, ratePercent: percentOf(treatment) },
  } as const
  return frameDocument(frame, [line], t)
}
