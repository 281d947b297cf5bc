import { expect, test } from 'vitest'
import { assignmentState } from './assignment-state.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')

test.each([
  ['2026-11-24T12:00:00Z', null, 'in_force'],
  ['2026-11-24T12:00:01Z', null, 'planned'],
  ['2026-11-01T00:00:00+01:00', '2026-11-24T13:00:00+01:00', 'ended'],
  ['2026-11-01T00:00:00+01:00', '2026-11-24T13:00:01+01:00', 'in_force'],
] as const)('from %s to %s an assignment is %s', (from, to, state) => {
  expect(assignmentState({ from, to }, nowMs)).toBe(state)
})
