import { addAuditEntry, allow, callerName, lockCompany, type Principal } from '../../../companies/index.ts'
import type { ApiCheckout, CheckoutCreate, CheckoutOptions } from '../../../contract/index.ts'
import { type Failure, fail, fromApiMoney, isUuid, ok, type Result, uuidV7 } from '../../../core/index.ts'
import {
  type Database,
  hashInput,
  idempotencyConflict,
  type Kysely,
  parseIdempotencyKey,
} from '../../../records/index.ts'
import { readDocumentsById } from '../credit/payable-documents.ts'
import type { CheckoutFailure as GatewayRefusal } from '../gateways/payment-gateway.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { adapterOf, type GatewayRow, readGateway, readOfferedGateway } from '../settings/gateway-rows.ts'
import { type CheckoutRow, selectCheckouts, toApiCheckout } from './checkout-rows.ts'

/** Checkouts that one company may open within a day. */
export const maxCheckoutsOfDay = 200
const dayMs = 86_400_000

export type CheckoutFailure =
  | GatewayRefusal
  | Failure<
      | 'forbidden'
      | 'idempotency_key_required'
      | 'idempotency_conflict'
      | 'not_found'
      | 'no_gateway'
      | 'document_paid'
      | 'currency_mismatch'
      | 'too_many_requests'
      | 'secrets_unreadable'
    >

/** How the caller's company may pay its seller by card. */
export async function checkoutOptions(
  deps: Pick<PaymentsDeps, 'records' | 'allowsTestPayments'>,
  caller: Principal,
): Promise<Result<CheckoutOptions, Failure<'forbidden'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const gateway = await deps.records.asSystem(async (db) =>
    readOfferedGateway(db, await sellerOf(db, caller.companyId), deps),
  )
  return ok({ gateway: gateway?.kind ?? null, test: gateway?.mode === 'test' })
}

/**
 * Opens a payment by card at the gateway of the company's seller: for what is due of a document, or for an amount. The order is
 * kept before the gateway is asked, under an id that the gateway knows it by: the same key again gives the same checkout, also
 * after an answer that was lost.
 */
export async function createCheckout(
  deps: PaymentsDeps,
  caller: Principal,
  body: CheckoutCreate,
  idempotencyKey: string | undefined,
): Promise<Result<ApiCheckout, CheckoutFailure>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const key = parseIdempotencyKey(idempotencyKey)
  if (!key.ok) return key
  const ordered = await deps.records.asSystem((db) => order(db, deps, { caller, body, key: key.value }))
  if (!ordered.ok) return ordered
  const { row, gateway } = ordered.value
  if (row.url !== null) return ok(toApiCheckout(row))
  const adapter = adapterOf(deps, gateway)
  if (!adapter.ok) return adapter
  // Whoever paid from a company below comes back to that company.
  const page = `${deps.publicUrl}/c/${row.company_id}/top-up?checkout=${row.id}`
  const opened = await adapter.value.createCheckout({
    orderId: row.id,
    companyId: row.company_id,
    description: row.invoice_number ?? caller.company.name,
    amountMicros: BigInt(row.amount_micros),
    currency: row.currency,
    email: null,
    language: body.language,
    successUrl: page,
    cancelUrl: page,
  })
  if (!opened.ok) return opened
  return ok(await keepAddress(deps, row, opened.value))
}

interface Ordered {
  readonly row: CheckoutRow
  readonly gateway: GatewayRow
}

async function order(
  db: Kysely<Database>,
  deps: Pick<PaymentsDeps, 'clock' | 'allowsTestPayments'>,
  asked: { readonly caller: Principal; readonly body: CheckoutCreate; readonly key: string },
): Promise<Result<Ordered, CheckoutFailure>> {
  const { caller, body, key } = asked
  const inputHash = hashInput({ invoice: body.invoice_id, ...body.amount })
  const known = await readByKey(db, caller.companyId, key)
  if (known) return known.input_hash.equals(inputHash) ? await withGateway(db, known) : idempotencyConflict()
  const sellerId = await sellerOf(db, caller.companyId)
  const gateway = await readOfferedGateway(db, sellerId, deps)
  if (!gateway) return fail('no_gateway', 'Your provider takes no cards yet: pay by bank transfer.')
  const money = await moneyOf(db, sellerId, caller, body)
  if (!money.ok) return money
  const nowMs = deps.clock()
  await lockCompany(db, caller.companyId)
  if ((await countOfDay(db, caller.companyId, nowMs)) >= maxCheckoutsOfDay)
    return fail(
      'too_many_requests',
      `A company may open ${maxCheckoutsOfDay} checkouts a day: use one that is open.`,
    )
  const id = uuidV7(nowMs)
  await db
    .insertInto('checkouts')
    .values({
      id,
      company_id: caller.companyId,
      gateway_id: gateway.id,
      invoice_id: body.invoice_id ?? null,
      amount_micros: money.value.toString(),
      currency: caller.company.currency,
      state: 'open',
      created_at: new Date(nowMs),
      created_by_user: caller.userId ?? null,
      created_by_name: await callerName(db, caller),
      idempotency_key: key,
      input_hash: inputHash,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'idempotency_key']).doNothing())
    .execute()
  // Of two requests at once this is the one that came first.
  const row = await readByKey(db, caller.companyId, key)
  if (!row) throw new Error('a checkout is gone within its own transaction')
  if (row.id === id)
    await addAuditEntry(db, caller, {
      act: 'checkout.opened',
      companyId: caller.companyId,
      subject: { id, name: row.invoice_number },
      after: { gateway: gateway.kind, amount_micros: row.amount_micros, currency: row.currency },
      nowMs,
    })
  return row.input_hash.equals(inputHash) ? await withGateway(db, row) : idempotencyConflict()
}

async function readByKey(db: Kysely<Database>, companyId: string, key: string) {
  return await selectCheckouts(db)
    .where('c.company_id', '=', companyId)
    .where('c.idempotency_key', '=', key)
    .executeTakeFirst()
}

async function withGateway(db: Kysely<Database>, row: CheckoutRow): Promise<Result<Ordered, never>> {
  const gateway = await readGateway(db, row.gateway_id)
  if (!gateway) throw new Error('a checkout has lost its gateway')
  return ok({ row, gateway })
}

/** What is to be paid, micro-units: what is due of the document, or what was asked for. */
async function moneyOf(
  db: Kysely<Database>,
  sellerId: string,
  caller: Principal,
  { invoice_id: invoiceId, amount }: CheckoutCreate,
): Promise<Result<bigint, Failure<'not_found' | 'document_paid' | 'currency_mismatch' | 'invalid_amount'>>> {
  if (amount !== undefined) {
    const parsed = fromApiMoney(amount)
    if (!parsed.ok) return fail('invalid_amount', parsed.failure.detail)
    const { amountMicros, currency } = parsed.value
    if (currency !== caller.company.currency)
      return fail('currency_mismatch', `The company's money is in ${caller.company.currency}.`)
    return amountMicros > 0n ? ok(amountMicros) : fail('invalid_amount', 'The amount must be above zero.')
  }
  const [document] =
    invoiceId === undefined || !isUuid(invoiceId) ? [] : await readDocumentsById(db, sellerId, [invoiceId])
  if (document?.companyId !== caller.companyId)
    return fail('not_found', 'There is no such invoice or pro-forma to pay.')
  return document.dueMicros > 0n
    ? ok(document.dueMicros)
    : fail('document_paid', 'Nothing is due of this document any more.')
}

async function countOfDay(db: Kysely<Database>, companyId: string, nowMs: number): Promise<number> {
  const { count } = await db
    .selectFrom('checkouts')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('company_id', '=', companyId)
    .where('created_at', '>', new Date(nowMs - dayMs))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function sellerOf(db: Kysely<Database>, companyId: string): Promise<string> {
  const company = await db
    .selectFrom('companies')
    .select(['id', 'parent_id'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  return company.parent_id ?? company.id
}

/** Asked twice at once, the gateway gives the same page twice. */
async function keepAddress(
  { records }: Pick<PaymentsDeps, 'records'>,
  row: CheckoutRow,
  opened: { readonly url: string; readonly externalId: string },
): Promise<ApiCheckout> {
  return await records.asSystem(async (db) => {
    await db
      .updateTable('checkouts')
      .set({ url: opened.url, external_id: opened.externalId })
      .where('id', '=', row.id)
      .where('external_id', 'is', null)
      .execute()
    return toApiCheckout(await selectCheckouts(db).where('c.id', '=', row.id).executeTakeFirstOrThrow())
  })
}
