import type { Facts, RateDrift } from '../facts/index.ts'
import type { Records } from '../records/index.ts'
import { isByTime, toApiPrice } from './compiled-rate.ts'
import { rateKeyOf } from './rate-key.ts'
import { readRates } from './rate-rows.ts'

/** Where the store of facts has other rates of a version than the records. */
export interface VersionDrift extends RateDrift {
  readonly sellerId: string
  readonly versionId: string
}

/** Compares the copies of every version that is, was or will be in force with the records. */
export async function verifyRates(
  records: Records,
  facts: Pick<Facts, 'rateDrifts'>,
): Promise<readonly VersionDrift[]> {
  const versions = await records.system
    .selectFrom('price_assignments')
    .select(['version_id', 'seller_id'])
    .distinct()
    .orderBy('version_id')
    .execute()
  const drifts: VersionDrift[] = []
  for (const { version_id: versionId, seller_id: sellerId } of versions) {
    const rates = (await readRates(records.system, versionId)).map((rate) => ({
      rateKey: rateKeyOf({ versionId, ...rate }),
      price: toApiPrice(rate.priceMicros),
      unit: rate.unit,
      ...(isByTime(rate.unit) && { firstIncrementS: rate.firstIncrementS, incrementS: rate.incrementS }),
    }))
    const found = await facts.rateDrifts({ versionId, rates })
    drifts.push(...found.map((drift) => ({ ...drift, sellerId, versionId })))
  }
  return drifts
}
