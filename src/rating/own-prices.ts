import { allow, type Principal } from '../companies/index.ts'
import { chargeOnSchema, type Prices } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { toApiRate } from './compiled-rate.ts'
import { readRates } from './rate-rows.ts'
import type { PriceListDeps } from './rating-deps.ts'

/** The version in force for the caller's own company now, to be read by whoever pays by it. */
export async function ownPrices(
  { records, clock }: Pick<PriceListDeps, 'records' | 'clock'>,
  caller: Principal,
): Promise<Result<Prices, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const now = new Date(clock())
  return await records.withCompany(caller.companyId, async (db) => {
    const row = await db
      .selectFrom('price_assignments as a')
      .innerJoin('price_list_versions as v', 'v.id', 'a.version_id')
      .innerJoin('price_lists as l', 'l.id', 'a.list_id')
      .select([
        'l.name',
        'a.currency',
        'v.number',
        'v.charge_on',
        'a.valid_from',
        'a.valid_to',
        'a.version_id',
      ])
      .where('a.company_id', '=', caller.companyId)
      .where('a.valid_from', '<=', now)
      .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>', now)]))
      .executeTakeFirst()
    if (!row) return fail('not_found', 'No price list is in force for this company.')
    const rates = await readRates(db, row.version_id)
    return ok({
      price_list: row.name,
      currency: row.currency,
      version: row.number,
      from: row.valid_from.toISOString(),
      to: row.valid_to?.toISOString() ?? null,
      charge_on: chargeOnSchema.parse(row.charge_on),
      rates: rates.map(toApiRate),
    })
  })
}
