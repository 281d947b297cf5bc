import type { GroupMembersPut } from '../contract/index.ts'
import type { SettingFault } from './settings-refused.ts'
import { fromApiMoment, momentFaults } from './version-moment.ts'

type Member = GroupMembersPut['members'][number]

/** What of the members of a group cannot be right. */
export function memberFaults(
  members: readonly Member[],
  operators: ReadonlySet<string>,
  nowMs: number,
): readonly SettingFault[] {
  const own = members.flatMap((member, index): readonly SettingFault[] => {
    const path = `members/${index}`
    if (!operators.has(member.operator_id)) return [{ path: `${path}/operator_id`, code: 'unknown_operator' }]
    if (endMs(member) <= fromApiMoment(member.from)) return [{ path: `${path}/to`, code: 'member_order' }]
    return [
      ...momentFaults(`${path}/from`, member.from, nowMs),
      ...momentFaults(`${path}/to`, member.to, nowMs),
    ]
  })
  return own.length > 0 ? own : overlaps(members)
}

/** One operator is in a group once at a time. */
function overlaps(members: readonly Member[]): readonly SettingFault[] {
  const ordered = members
    .map((member, index) => ({ member, index }))
    .toSorted((a, b) => fromApiMoment(a.member.from) - fromApiMoment(b.member.from) || a.index - b.index)
  const endsMs = new Map<string, number>()
  return ordered.flatMap(({ member, index }): readonly SettingFault[] => {
    const beforeMs = endsMs.get(member.operator_id) ?? -1
    endsMs.set(member.operator_id, Math.max(beforeMs, endMs(member)))
    return fromApiMoment(member.from) < beforeMs
      ? [{ path: `members/${index}/from`, code: 'members_overlap' }]
      : []
  })
}

function endMs({ to }: Member): number {
  return to === null ? Infinity : Date.parse(to)
}
