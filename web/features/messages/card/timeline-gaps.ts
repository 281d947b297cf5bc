import type { MessageCard } from '../../../../src/contract/index.ts'

export type TimelineEntry = MessageCard['timeline'][number]

export interface TimelineStep {
  readonly entry: TimelineEntry
  /** Milliseconds since the step before; null for the first one. */
  readonly gapMs: number | null
}

/** The timeline in order of time, each step with the time that passed since the one before it. */
export function timelineGaps(timeline: readonly TimelineEntry[]): readonly TimelineStep[] {
  const ordered = [...timeline].sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
  return ordered.map((entry, place) => {
    const before = ordered[place - 1]
    return { entry, gapMs: before === undefined ? null : Date.parse(entry.time) - Date.parse(before.time) }
  })
}
