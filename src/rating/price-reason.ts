import { allow, type Principal } from '../companies/index.ts'
import type { PriceReason } from '../contract/index.ts'
import { type Failure, fail, ok, type Result, toApiMoney } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { toApiRate } from './compiled-rate.ts'
import { parseRateKey } from './rate-key.ts'

/** A charge as the facts remember it. */
export interface RememberedCharge {
  readonly rateKey: string
  readonly quantity: number
  readonly amountMicros: bigint
}

/** List, version and rate behind a charge that the caller's company pays or is paid. */
export async function priceReason(
  records: Records,
  caller: Principal,
  charge: RememberedCharge,
): Promise<Result<PriceReason, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const name = parseRateKey(charge.rateKey)
  if (!name) return notFound
  const row = await records.withCompany(caller.companyId, (db) =>
    db
      .selectFrom('price_rates as r')
      .innerJoin('price_list_versions as v', 'v.id', 'r.version_id')
      .innerJoin('price_lists as l', 'l.id', 'v.list_id')
      .select(['l.id', 'l.name', 'l.currency', 'v.number', 'r.unit', 'r.price_micros'])
      .select(['r.first_increment_s', 'r.increment_s'])
      .where('r.version_id', '=', name.versionId)
      .where('r.channel', '=', name.channel)
      .where('r.kind', '=', name.kind)
      .where('r.destination', '=', name.destination)
      .executeTakeFirst(),
  )
  if (!row) return notFound
  const rate = toApiRate({
    channel: name.channel,
    kind: name.kind,
    destination: name.destination,
    unit: row.unit,
    priceMicros: BigInt(row.price_micros),
    firstIncrementS: row.first_increment_s,
    incrementS: row.increment_s,
  })
  return ok({
    price_list_id: row.id,
    price_list: row.name,
    version: row.number,
    rate,
    quantity: charge.quantity,
    amount: toApiMoney({ amountMicros: charge.amountMicros, currency: row.currency }),
  })
}

const notFound = fail('not_found', 'There is no such rate in the price lists of this company.')
