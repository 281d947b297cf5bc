import type { ChatGroup, GroupMembersPut } from '../../../../../src/contract/index.ts'
import { endAtWall, instantAtWall, wallTime } from '../../../../ui/selection/wall-time.ts'

/** A member as typed: first and last day; empty: always, until further notice. */
export interface MemberValue {
  operator_id: string | null
  from: string
  to: string
}

type Faults = Record<string, 'operator_missing' | 'member_order' | 'members_overlap'>

export function fromMember(
  { operator_id, from, to }: ChatGroup['members'][number],
  zone: string,
): MemberValue {
  return {
    operator_id,
    from: from === null ? '' : wallTime(Date.parse(from), zone).date,
    to: to === null ? '' : wallTime(Date.parse(to) - 1, zone).date,
  }
}

export function toMember(
  { operator_id, from, to }: MemberValue,
  zone: string,
): GroupMembersPut['members'][number] {
  return {
    operator_id: operator_id ?? '',
    from: toInstant(instantAtWall(from, '00:00', zone)),
    to: toInstant(endAtWall(to, '', zone)),
  }
}

function toInstant(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString()
}

/** What of the members cannot be right, by field of the form. */
export function memberFaults(members: readonly MemberValue[]): Faults {
  const faults: Faults = {}
  for (const [index, { operator_id, from, to }] of members.entries()) {
    if (operator_id === null) faults[`members.${index}.operator_id`] = 'operator_missing'
    else if (to !== '' && to < from) faults[`members.${index}.to`] = 'member_order'
    else if (
      members.slice(0, index).some((other) => other.operator_id === operator_id && meet(other, { from, to }))
    )
      faults[`members.${index}.from`] = 'members_overlap'
  }
  return faults
}

/** Dates are written so that their order is that of their text. */
function meet(one: Pick<MemberValue, 'from' | 'to'>, other: Pick<MemberValue, 'from' | 'to'>): boolean {
  return (one.to === '' || other.from <= one.to) && (other.to === '' || one.from <= other.to)
}
