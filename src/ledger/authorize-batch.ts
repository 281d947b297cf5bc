import type { Authorization, Rate } from '../contract/index.ts'
import { toApiMoney, uuidV7 } from '../core/index.ts'
import { sql } from '../records/index.ts'
import { toApiAuthorization } from './authorization-rows.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** A request to hold an amount whose price is known. */
export interface PricedRequest {
  readonly companyId: string
  readonly amountMicros: bigint
  readonly currency: string
  readonly rate: Rate | null
  readonly quantity: number
  /** How facts name the message; null when nobody but the caller can end the hold. */
  readonly messageKey: string | null
  readonly messageId: string | null
  readonly expiresAtMs: number
  readonly idempotencyKey: string
  /** SHA-256 of what was asked. */
  readonly inputHash: Buffer
}

export type BatchRefusal =
  | 'not_found'
  | 'idempotency_conflict'
  | 'company_blocked'
  | 'currency_mismatch'
  | 'insufficient_balance'

export type BatchAnswer =
  | { readonly authorization: Authorization }
  | { readonly refusal: BatchRefusal; readonly availableMicros: bigint }

interface RefusedRow {
  readonly place: number
  readonly outcome: BatchRefusal | 'known'
  readonly authorization_id: string | null
  readonly available_micros: string | null
}

/** Decides requests in their order with one statement, which is one transaction: each is held on disk, or refused. */
export async function authorizeBatch(
  { records, clock }: LedgerDeps,
  requests: readonly PricedRequest[],
): Promise<readonly BatchAnswer[]> {
  const nowMs = clock()
  const ids = requests.map(() => uuidV7(nowMs))
  const rates = distinctRates(requests)
  const { rows } = await sql<RefusedRow>`
    select place, outcome, authorization_id, available_micros from authorize_batch(${plainArray(ids)},
      ${plainArray(requests.map(({ companyId }) => companyId))}, ${plainArray(requests.map(({ amountMicros }) => amountMicros))},
      ${textArray(requests.map(({ currency }) => currency))},
      ${textArray(rates.texts)}, ${plainArray(rates.places)},
      ${plainArray(requests.map(({ quantity }) => quantity))}, ${plainArray(requests.map(({ messageKey }) => messageKey))},
      ${textArray(requests.map(({ messageId }) => messageId))}, ${textArray(requests.map((request) => request.idempotencyKey))},
      ${textArray(requests.map(({ inputHash }) => `\\x${inputHash.toString('hex')}`))},
      ${plainArray(requests.map(({ expiresAtMs }) => expiresAtMs))}, ${new Date(nowMs)})`.execute(
    records.system,
  )
  const others = new Map(rows.map((row) => [row.place - 1, row]))
  const known = await readKnown(records, rows)
  return requests.map((request, index) => {
    const other = others.get(index)
    if (!other) return { authorization: heldNow(request, ids[index] ?? '', nowMs) }
    if (other.outcome !== 'known')
      return { refusal: other.outcome, availableMicros: BigInt(other.available_micros ?? 0) }
    const authorization = known.get(other.authorization_id ?? '')
    if (!authorization) throw new Error('a known authorization is gone')
    return { authorization }
  })
}

/** Answers of earlier requests with the same keys, as they stand now. */
async function readKnown(
  records: LedgerDeps['records'],
  rows: readonly RefusedRow[],
): Promise<ReadonlyMap<string, Authorization>> {
  const ids = rows.flatMap(({ outcome, authorization_id }) =>
    outcome === 'known' && authorization_id !== null ? [authorization_id] : [],
  )
  if (ids.length === 0) return new Map()
  const known = await records.system.selectFrom('authorizations').selectAll().where('id', 'in', ids).execute()
  return new Map(known.map((row) => [row.id, toApiAuthorization(row)]))
}

function heldNow(request: PricedRequest, id: string, nowMs: number): Authorization {
  const { amountMicros, currency } = request
  return {
    id,
    state: 'held',
    message_id: request.messageId,
    amount: toApiMoney({ currency, amountMicros }),
    charged: null,
    rate: request.rate,
    quantity: request.quantity,
    created_at: new Date(nowMs).toISOString(),
    expires_at: new Date(request.expiresAtMs).toISOString(),
    ended_at: null,
  }
}

/** An array for PostgreSQL of values that need no quotes: numbers and UUIDs. */
function plainArray(values: readonly (string | number | bigint | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`
}

function quoted(text: string): string {
  return `"${/["\\]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"') : text}"`
}

/** Each rate once, and for each request the place of its own, from 1. */
function distinctRates(requests: readonly PricedRequest[]): {
  readonly texts: readonly string[]
  readonly places: readonly (number | null)[]
} {
  const places = new Map<string, number>()
  const placeOf = (rate: Rate | null): number | null => {
    if (rate === null) return null
    const text = JSON.stringify(rate)
    const place = places.get(text) ?? places.size + 1
    places.set(text, place)
    return place
  }
  return { places: requests.map(({ rate }) => placeOf(rate)), texts: [...places.keys()] }
}
