import type { Clock } from '../core/index.ts'
import type { Facts, Person } from '../facts/index.ts'
import type { Records } from '../records/index.ts'

/** Takes a person out of what another room keeps in the records. Asked again after a crash. */
export type ForgetElsewhere = (companyId: string, person: Person) => Promise<void>

export interface PersonalDataDeps {
  readonly records: Records
  readonly facts: Pick<Facts, 'persons'>
  readonly clock: Clock
  readonly forgetElsewhere: readonly ForgetElsewhere[]
}
