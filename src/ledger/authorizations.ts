import { allow, type Principal } from '../companies/index.ts'
import type { Authorization, AuthorizationCreate, NoPriceReason } from '../contract/index.ts'
import { type Failure, fail, isCleanText, isUuid, ok, type Result, toApiMoney } from '../core/index.ts'
import { hashInput, idempotencyConflict, parseIdempotencyKey, sql } from '../records/index.ts'
import { toApiAuthorization } from './authorization-rows.ts'
import { authorizeBatch, type BatchAnswer, type BatchRefusal, type PricedRequest } from './authorize-batch.ts'
import { BatchQueue } from './batch-queue.ts'
import type { LedgerDeps } from './ledger-records.ts'
import { maxAmountMicros, outOfRange } from './parse-amount.ts'
import type { Pricing } from './pricing.ts'

export type AuthorizeFailure = Failure<
  BatchRefusal | 'overloaded' | 'amount_out_of_range' | 'invalid_request'
>

export interface Authorizations {
  /**
   * Holds an amount, if the balance covers it: on disk when it resolves. Concurrent calls share one transaction. Failure
   * `overloaded` when the queue is full.
   */
  authorize(request: PricedRequest): Promise<Result<Authorization, AuthorizeFailure>>
  /** The same for a message that is priced first. What was held once is answered again also when it has no price any more. */
  authorizeMessage(
    caller: Principal,
    message: AuthorizationCreate,
    idempotencyKey: string | undefined,
    pricing: Pricing,
  ): Promise<
    Result<
      Authorization,
      AuthorizeFailure | Failure<'forbidden' | 'idempotency_key_required' | NoPriceReason>
    >
  >
  getAuthorization(
    caller: Principal,
    id: string,
  ): Promise<Result<Authorization, Failure<'forbidden' | 'not_found'>>>
  /**
   * The message was sent. A hold that names its message stays until the facts bring the charge, so that the money is not
   * free in between; one that does not ends here. Confirmed again it gives the same answer.
   */
  confirmAuthorization(
    caller: Principal,
    id: string,
  ): Promise<Result<Authorization, Failure<'forbidden' | 'not_found' | 'authorization_ended'>>>
  /** The message was not sent: the hold ends. Released again it gives the same answer. */
  releaseAuthorization(
    caller: Principal,
    id: string,
  ): Promise<Result<Authorization, Failure<'forbidden' | 'not_found' | 'authorization_ended'>>>
  /** Takes nothing more, and resolves when what was accepted is decided. */
  close(): Promise<void>
}

const maxKeyLength = 300
const maxQuantity = 2 ** 31 - 1
/** A batch of this size takes some milliseconds; the queue holds about a second of a machine's work. */
const queueLimits = { maxQueued: 20_000, maxBatch: 500, lanes: 1 }

export function createAuthorizations(deps: LedgerDeps): Authorizations {
  const queue = new BatchQueue<PricedRequest, BatchAnswer>(
    queueLimits,
    ({ companyId, idempotencyKey }) => `${companyId} ${idempotencyKey}`,
    (requests) => authorizeBatch(deps, requests),
  )
  const authorize = async (request: PricedRequest): Promise<Result<Authorization, AuthorizeFailure>> => {
    const checked = checkRequest(request)
    if (!checked.ok) return checked
    const answered = queue.offer(request)
    if (!answered)
      return fail(
        'overloaded',
        'More authorizations come in than can be written: send it again after Retry-After.',
      )
    const answer = await answered
    return 'authorization' in answer ? ok(answer.authorization) : refused(request, answer)
  }
  return {
    authorize,
    authorizeMessage: (caller, message, key, pricing) =>
      authorizeMessage(deps, authorize, { caller, message, key, pricing }),
    async getAuthorization(caller, id) {
      const allowed = allow(caller, 'authorizations:write')
      if (!allowed.ok) return allowed
      const row = isUuid(id)
        ? await deps.records.withCompany(caller.companyId, (db) =>
            db.selectFrom('authorizations').selectAll().where('id', '=', id).executeTakeFirst(),
          )
        : undefined
      return row ? ok(toApiAuthorization(row)) : noSuchAuthorization()
    },
    confirmAuthorization: (caller, id) => endHold(deps, caller, id, 'confirmed'),
    releaseAuthorization: (caller, id) => endHold(deps, caller, id, 'released'),
    close: () => queue.close(),
  }
}

/** What would break a batch, and with it the requests of others, is refused before it joins one. */
function checkRequest(
  request: PricedRequest,
): Result<void, Failure<'amount_out_of_range' | 'invalid_request' | 'not_found'>> {
  if (request.amountMicros < 0n || request.amountMicros > maxAmountMicros) return outOfRange()
  if (!isUuid(request.companyId)) return fail('not_found', 'There is no such company.')
  if (!isCleanText(request.idempotencyKey) || request.idempotencyKey.length > maxKeyLength)
    return fail('invalid_request', `The key must be at most ${maxKeyLength} characters without NUL.`)
  const { messageId } = request
  if (messageId !== null && (messageId === '' || messageId.length > 200 || !isCleanText(messageId)))
    return fail(
      'invalid_request',
      'message_id must be 1 to 200 characters without NUL and without half of a surrogate pair.',
    )
  // The rest comes from our own rooms.
  const { quantity, expiresAtMs, messageKey } = request
  const isWhole = Number.isSafeInteger(expiresAtMs) && Number.isInteger(quantity) && quantity <= maxQuantity
  if (!isWhole || quantity < 0 || (messageKey !== null && !isUuid(messageKey)))
    throw new Error('a priced request has a quantity, an expiry or a message key that cannot be')
  return ok(undefined)
}

function refused(
  request: PricedRequest,
  { refusal, availableMicros }: { readonly refusal: BatchRefusal; readonly availableMicros: bigint },
): { ok: false; failure: Failure<BatchRefusal> } {
  const write = (amountMicros: bigint): string => {
    const { amount, currency } = toApiMoney({ currency: request.currency, amountMicros })
    return `${amount} ${currency}`
  }
  switch (refusal) {
    case 'insufficient_balance':
      return fail(
        refusal,
        `The message costs ${write(request.amountMicros)} and ${write(availableMicros)} is available: pay in first.`,
      )
    case 'company_blocked':
      return fail(refusal, 'The company is blocked: its seller can lift that.')
    case 'currency_mismatch':
      return fail(refusal, `The price is in ${request.currency} and the company's money is not.`)
    case 'idempotency_conflict':
      return idempotencyConflict()
    case 'not_found':
      return fail(refusal, 'There is no such company.')
  }
}

interface AskedMessage {
  readonly caller: Principal
  readonly message: AuthorizationCreate
  readonly key: string | undefined
  readonly pricing: Pricing
}

async function authorizeMessage(
  deps: LedgerDeps,
  authorize: Authorizations['authorize'],
  { caller, message, key, pricing }: AskedMessage,
): ReturnType<Authorizations['authorizeMessage']> {
  const allowed = allow(caller, 'authorizations:write')
  if (!allowed.ok) return allowed
  const idempotencyKey = parseIdempotencyKey(key)
  if (!idempotencyKey.ok) return idempotencyKey
  const { companyId } = caller
  const inputHash = hashInput(message)
  const priced = await pricing.priceMessage(companyId, message)
  if (!priced.ok) return (await findKnown(deps, companyId, idempotencyKey.value, inputHash)) ?? priced
  return await authorize({
    ...priced.value,
    companyId,
    messageId: message.message_id ?? null,
    expiresAtMs: deps.clock() + message.expires_in_s * 1000,
    idempotencyKey: idempotencyKey.value,
    inputHash,
  })
}

async function findKnown(
  { records }: LedgerDeps,
  companyId: string,
  idempotencyKey: string,
  inputHash: Buffer,
): Promise<Result<Authorization, Failure<'idempotency_conflict'>> | null> {
  const row = await records.withCompany(companyId, (db) =>
    db
      .selectFrom('authorizations')
      .selectAll()
      .where('company_id', '=', companyId)
      .where('idempotency_key', '=', idempotencyKey)
      .executeTakeFirst(),
  )
  if (!row) return null
  return row.input_hash.equals(inputHash) ? ok(toApiAuthorization(row)) : idempotencyConflict()
}

async function endHold(
  { records, clock }: LedgerDeps,
  caller: Principal,
  id: string,
  state: 'confirmed' | 'released',
): Promise<Result<Authorization, Failure<'forbidden' | 'not_found' | 'authorization_ended'>>> {
  const allowed = allow(caller, 'authorizations:write')
  if (!allowed.ok) return allowed
  if (!isUuid(id)) return noSuchAuthorization()
  return await records.asSystem(async (db) => {
    // The balance first, as everything does that moves it.
    await sql`select lock_balances(array[${caller.companyId}]::uuid[])`.execute(db)
    const row = await db
      .selectFrom('authorizations')
      .selectAll()
      .where('id', '=', id)
      .where('company_id', '=', caller.companyId)
      .executeTakeFirst()
    if (!row) return noSuchAuthorization()
    if (row.state === state) return ok(toApiAuthorization(row))
    if (row.state !== 'held')
      return fail(
        'authorization_ended',
        `The authorization is ${row.state} already: nothing is left to change.`,
      )
    const staysHeld = state === 'confirmed' && row.message_key !== null
    const ended = await db
      .updateTable('authorizations')
      .set({ state, ...(staysHeld ? {} : { ended_at: new Date(clock()) }) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return ok(toApiAuthorization(ended))
  })
}

function noSuchAuthorization(): { ok: false; failure: Failure<'not_found'> } {
  return fail('not_found', 'There is no such authorization.')
}
