import { audit } from './audit.ts'
import { auditActs } from './audit-acts.ts'
import { people } from './people.ts'
import { personalData } from './personal-data.ts'
import { security } from './security.ts'

/** The words of the pages of people, keys and the audit log in English: fetched when one of them is. */
export const englishAccess = {
  audit,
  audit_acts: auditActs,
  people,
  personal_data: personalData,
  security,
} as const
