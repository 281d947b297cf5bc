import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishAccess } from '../en/english-access.ts'
import { audit } from './audit.ts'
import { auditActs } from './audit-acts.ts'
import { people } from './people.ts'
import { personalData } from './personal-data.ts'
import { security } from './security.ts'

/** The words of the pages of people, keys and the audit log in Russian: fetched when one of them is. */
export const russianAccess: Pick<CatalogueIn<'ru'>, keyof typeof englishAccess> = {
  audit,
  audit_acts: auditActs,
  people,
  personal_data: personalData,
  security,
}
