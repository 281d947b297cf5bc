import type { ChatGroup } from '../../../../src/contract/index.ts'

/** More lines than these would hide the bars. */
const mostTargets = 4

/**
 * Targets of first responses (SL 1) that groups have now, in ms, each once, in ascending order.
 * @param chosen ids of the groups that are looked at; undefined: all
 */
export function targetsInForce(
  groups: readonly Pick<ChatGroup, 'id' | 'targets'>[],
  chosen: readonly string[] | undefined,
  nowMs: number,
): readonly number[] {
  const inForce = groups
    .filter(({ id }) => chosen === undefined || chosen.includes(id))
    .flatMap(({ targets }) => {
      const version = targets.findLast(({ from }) => from === null || Date.parse(from) <= nowMs)
      return version?.first_target_s ? [version.first_target_s * 1_000] : []
    })
  return [...new Set(inForce)].toSorted((a, b) => a - b).slice(0, mostTargets)
}
