import type { Onboarding } from '../../contract/index.ts'
import type { Records } from '../../records/index.ts'
import { readDetails } from '../details/details-rows.ts'
import { missingDetails } from '../details/missing-details.ts'
import type { Principal } from '../principal.ts'

/** What is still to do before a company is set up: the details that an invoice to it needs, and a look at its time zone. */
export async function readOnboarding(records: Records, { companyId }: Principal): Promise<Onboarding> {
  return await records.asSystem(async (db) => {
    const company = await db
      .selectFrom('companies')
      .select('is_zone_confirmed')
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    const details = await readDetails(db, companyId, 'company')
    const missing = missingDetails(details, { as: 'buyer', otherCountry: null })
    return {
      is_complete: company.is_zone_confirmed && missing.length === 0,
      missing_details: missing.map(({ field }) => field),
      is_zone_confirmed: company.is_zone_confirmed,
    }
  })
}
