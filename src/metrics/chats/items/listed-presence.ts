import type { CompanyFacts } from '../../../facts/index.ts'
import { allOf, sqlText } from '../../plan/sql-text.ts'
import type { Presence } from '../catalogue/chat-metric-spec.ts'
import { noMoment, openedAt } from '../catalogue/chat-source.ts'
import { chatsTouching, filterConditions } from '../plan/chat-conditions.ts'
import type { ChatScope } from '../plan/chat-plan.ts'
import { busiestMoment } from '../plan/concurrency-select.ts'
import { lookingBeforeMs } from '../plan/presence-moment.ts'
import { standingConditions, stretchesFor } from '../plan/presence-select.ts'
import type { ListedItems } from './chat-items-select.ts'

/** The chats behind a number that says how things stood; undefined: there are none. */
export async function listedPresence(
  facts: CompanyFacts,
  presence: Presence,
  scope: ChatScope,
): Promise<ListedItems | undefined> {
  const beforeMs = lookingBeforeMs(scope)
  if (beforeMs === null) return undefined
  return presence === 'concurrency'
    ? atBusiestMoment(facts, scope, beforeMs)
    : standing(presence, scope, beforeMs)
}

/** Chats as they stood just before a moment; those who wait with the time that they had waited. */
function standing(presence: Presence, scope: ChatScope, beforeMs: number): ListedItems {
  const stretches = stretchesFor(presence)
  const waits = presence !== 'open'
  const endMs = Math.min(scope.period.toMs, scope.asOfMs)
  return {
    ...stretches,
    moment: waits ? 'wait_since' : openedAt,
    durationMs: waits ? '{end_ms:Int64} - toUnixTimestamp64Milli(wait_since)' : 'NULL',
    score: '0',
    distinct: undefined,
    aliases: [],
    where: allOf(standingConditions(stretches, scope, beforeMs)),
    params: waits ? { end_ms: endMs } : {},
  }
}

/** The chats that the busiest operator had at the moment at which they were the most. */
async function atBusiestMoment(
  facts: CompanyFacts,
  scope: ChatScope,
  beforeMs: number,
): Promise<ListedItems | undefined> {
  const { sql, params } = busiestMoment(scope, beforeMs)
  const { rows } = await facts.query<{ operator: string; at_ms: number | string }>({
    sql: (from) => sql(from.chats),
    params,
  })
  const [busiest] = rows
  if (!busiest) return undefined
  const at = `fromUnixTimestamp64Milli({at_ms:Int64}, 'UTC')`
  const stretches = stretchesFor('concurrency')
  return {
    ...stretches,
    moment: at,
    durationMs: 'NULL',
    score: '0',
    distinct: undefined,
    aliases: [],
    where: allOf([
      ...chatsTouching(beforeMs, scope.period.fromMs, stretches.until),
      ...filterConditions(scope.filters, stretches),
      sqlText('stint_operator = {busiest_operator:String}', { busiest_operator: busiest.operator }),
      sqlText(`stint_from <= ${at}`, { at_ms: Number(busiest.at_ms) }),
      sqlText(`(stint_to = ${noMoment} OR stint_to > ${at})`),
    ]),
    params: {},
  }
}
