import type { PriceReason } from '../contract/index.ts'
import { toApiMoney } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { toApiRate } from './compiled-rate.ts'
import { parseRateKey } from './rate-key.ts'

/** A charge as the facts remember it. */
export interface RememberedCharge {
  readonly rateKey: string
  readonly quantity: number
  readonly amountMicros: bigint
}

/** List, version and rate behind a charge that the company pays or is paid; null where it may not see such a list. */
export async function priceReason(
  records: Records,
  companyId: string,
  charge: RememberedCharge,
): Promise<PriceReason | null> {
  const name = parseRateKey(charge.rateKey)
  if (!name) return null
  const row = await records.withCompany(companyId, (db) =>
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
  if (!row) return null
  const rate = toApiRate({
    channel: name.channel,
    kind: name.kind,
    destination: name.destination,
    unit: row.unit,
    priceMicros: BigInt(row.price_micros),
    firstIncrementS: row.first_increment_s,
    incrementS: row.increment_s,
  })
  return {
    price_list_id: row.id,
    price_list: row.name,
    version: row.number,
    rate,
    quantity: charge.quantity,
    amount: toApiMoney({ amountMicros: charge.amountMicros, currency: row.currency }),
  }
}
