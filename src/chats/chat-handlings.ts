import type { ChatHandling, ChatStint } from './chat-facts.ts'
import type { GroupMeasures } from './group-measures.ts'

/** One per operator that the chat was open and assigned to, for however short a time; in the order of their first stint. */
export function handlingsOf(
  stints: readonly ChatStint[],
  measuresOf: (groupId: string) => GroupMeasures,
): readonly ChatHandling[] {
  const byOperator = new Map<string, [ChatStint, ...ChatStint[]]>()
  for (const stint of stints) {
    if (stint.operatorId === '') continue
    const known = byOperator.get(stint.operatorId)
    if (known) known.push(stint)
    else byOperator.set(stint.operatorId, [stint])
  }
  return [...byOperator.values()].map((ofOperator) =>
    handlingOf(ofOperator, measuresOf(ofOperator[0].groupId)),
  )
}

function handlingOf(stints: readonly [ChatStint, ...ChatStint[]], measures: GroupMeasures): ChatHandling {
  const [first] = stints
  let ms = 0
  let businessMs: number | null = 0
  for (const { fromMs, toMs } of stints) {
    if (toMs === null) continue
    const stintMs = measures.businessMs(fromMs, toMs)
    ms += toMs - fromMs
    businessMs = businessMs === null || stintMs === null ? null : businessMs + stintMs
  }
  const { operatorId, groupId, fromMs } = first
  return { operatorId, groupId, fromMs, endedAtMs: stints.at(-1)?.toMs ?? null, ms, businessMs }
}
