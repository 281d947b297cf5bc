import type { ChatGroup } from '../../../../../src/contract/index.ts'

/** Names of the groups that operators are in at a moment, by operator. */
export function groupsNow(
  groups: readonly ChatGroup[],
  nowMs: number,
): ReadonlyMap<string, readonly string[]> {
  const pairs = groups.flatMap(({ name, members }) =>
    members
      .filter(
        ({ from, to }) =>
          (from === null || Date.parse(from) <= nowMs) && (to === null || Date.parse(to) > nowMs),
      )
      .map(({ operator_id }) => ({ operator_id, name })),
  )
  const byOperator = Map.groupBy(pairs, ({ operator_id }) => operator_id)
  return new Map([...byOperator].map(([id, found]) => [id, found.map(({ name }) => name)]))
}
