import { expect, test } from 'vitest'
import { type TimelineEntry, timelineGaps } from './timeline-gaps.ts'

function entry(event_id: string, time: string): TimelineEntry {
  return {
    event_id,
    step: 'sent',
    time,
    time_source: 'provider',
    received_at: time,
    provider: 'twilio',
    part: null,
    error: null,
    url: null,
    machine: false,
    request_id: 'r',
    request_index: 0,
  }
}

test('steps stand in order of time, whatever their offsets, with the time between them', () => {
  const steps = timelineGaps([
    entry('late', '2026-10-25T02:30:00+01:00'),
    entry('early', '2026-10-25T02:30:00+02:00'),
    entry('same', '2026-10-25T01:30:00Z'),
  ])
  expect(steps.map(({ entry: { event_id }, gapMs }) => [event_id, gapMs])).toEqual([
    ['early', null],
    ['late', 3_600_000],
    ['same', 0],
  ])
})
