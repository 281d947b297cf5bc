import { businessDueMs, businessMs } from './business-time.ts'
import type { ChatSettings, GroupVersion } from './chat-settings.ts'

/** What a group's chats are measured by. Instants and durations in ms. */
export interface GroupMeasures {
  /** Business time of `[fromMs, toMs)`; null where a part of it has no calendar. */
  businessMs(fromMs: number, toMs: number): number | null
  /** When this much business time since `startMs` is over; null: never, or there is no calendar on the way. */
  businessDueMs(startMs: number, amountMs: number): number | null
  /** Response targets of what began to wait at this moment. */
  targetsAt(atMs: number): Pick<GroupVersion, 'firstTargetMs' | 'laterTargetMs'>
}

const noTargets = { firstTargetMs: null, laterTargetMs: null } as const

const unmeasured: GroupMeasures = {
  businessMs: () => null,
  businessDueMs: () => null,
  targetsAt: () => noTargets,
}

export function groupMeasures(settings: ChatSettings, groupId: string): GroupMeasures {
  const versions = settings.groups.get(groupId)
  if (versions === undefined || versions.length === 0) return unmeasured
  return {
    businessMs: (fromMs, toMs) => businessOfVersions(versions, fromMs, toMs),
    businessDueMs: (startMs, amountMs) => dueOfVersions(versions, startMs, amountMs),
    targetsAt: (atMs) => versionAt(versions, atMs) ?? noTargets,
  }
}

function versionAt(versions: readonly GroupVersion[], atMs: number): GroupVersion | undefined {
  return versions.findLast(({ fromMs }) => fromMs <= atMs)
}

/** The calendar in force at each moment; of an empty stretch, that of its only moment. */
function businessOfVersions(versions: readonly GroupVersion[], fromMs: number, toMs: number): number | null {
  if (versionAt(versions, fromMs) === undefined) return null
  let sum = 0
  for (const [index, { fromMs: sinceMs, calendar }] of versions.entries()) {
    const untilMs = versions[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
    const isLater = sinceMs > fromMs && sinceMs >= toMs
    if (untilMs <= fromMs || isLater) continue
    if (calendar === null) return null
    sum += businessMs(calendar, Math.max(fromMs, sinceMs), Math.min(toMs, untilMs))
  }
  return sum
}

function dueOfVersions(versions: readonly GroupVersion[], startMs: number, amountMs: number): number | null {
  if (versionAt(versions, startMs) === undefined) return null
  let leftMs = amountMs
  for (const [index, { fromMs: sinceMs, calendar }] of versions.entries()) {
    const untilMs = versions[index + 1]?.fromMs
    if (untilMs !== undefined && untilMs <= startMs) continue
    if (calendar === null) return null
    const fromMs = Math.max(startMs, sinceMs)
    if (untilMs === undefined) return businessDueMs(calendar, fromMs, leftMs)
    const withinMs = businessMs(calendar, fromMs, untilMs)
    if (leftMs <= withinMs) return businessDueMs(calendar, fromMs, leftMs)
    leftMs -= withinMs
  }
  return null
}
