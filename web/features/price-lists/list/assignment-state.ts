import type { PriceAssignment } from '../../../../src/contract/index.ts'

export type AssignmentState = 'planned' | 'in_force' | 'ended'

/** Validity is half-open: at its end an assignment is over. */
export function assignmentState(
  { from, to }: Pick<PriceAssignment, 'from' | 'to'>,
  nowMs: number,
): AssignmentState {
  if (Date.parse(from) > nowMs) return 'planned'
  return to !== null && Date.parse(to) <= nowMs ? 'ended' : 'in_force'
}
