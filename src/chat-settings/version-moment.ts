import { earliestVersion, maxVersionAheadDays } from '../contract/index.ts'
import { dayMs } from '../core/index.ts'
import type { SettingFault } from './settings-refused.ts'

/** `from` of the API in ms; "from the first chat on" is the epoch. */
export function fromApiMoment(from: string | null): number {
  return from === null ? 0 : Date.parse(from)
}

export function toApiMoment(at: Date | number): string | null {
  const ms = at.valueOf()
  return ms === 0 ? null : new Date(ms).toISOString()
}

const earliestMs = Date.parse(earliestVersion)

/** A moment of a version must be one that chats can be at. */
export function momentFaults(path: string, from: string | null, nowMs: number): readonly SettingFault[] {
  if (from === null) return []
  const ms = Date.parse(from)
  if (ms < earliestMs) return [{ path, code: 'from_too_early' }]
  return ms > nowMs + maxVersionAheadDays * dayMs ? [{ path, code: 'from_too_late' }] : []
}
