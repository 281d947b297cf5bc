import { openPersonalData, type PersonalData } from '../personal-data/index.ts'
import type { Rooms } from './open-rooms.ts'

type Holding = Pick<Rooms, 'records' | 'facts' | 'companies' | 'imports' | 'reports'> & {
  readonly clock: () => number
}

/** Personal data with every room that keeps people beside the facts: one that begins to belongs here. */
export function openPersonalDataOver(rooms: Holding): PersonalData {
  const { records, facts, clock, companies, imports, reports } = rooms
  return openPersonalData({
    records,
    facts,
    clock,
    forgetElsewhere: [
      (companyId, { traces }) => companies.forgetRefusedWith(companyId, traces),
      (companyId, { traces }) => imports.removeRefusalsWith(companyId, traces),
      (companyId) => reports.removePersonal(companyId),
    ],
  })
}
