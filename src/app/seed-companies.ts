import type { Clock } from '../core/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

export interface SeedRequest {
  /** The oldest company by default. */
  readonly companyId?: string
  readonly messages: number
  readonly seed: number
}

export interface SeedResult {
  readonly messages: number
  readonly events: number
}

export async function seedCompanies(
  rooms: Pick<Rooms, 'companies'>,
  _clock: Clock,
  asked: SeedRequest,
): Promise<SeedResult> {
  const companies = await rooms.companies.allCompanies()
  const company =
    asked.companyId === undefined ? companies[0] : companies.find(({ id }) => id === asked.companyId)
  if (!company) throw new StartFailure('There is no company yet: set one up first.')
  return { messages: 0, events: 0 }
}
