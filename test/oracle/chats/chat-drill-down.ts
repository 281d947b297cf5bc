import type { ChatItemsQuery, ChatMetricName, Company } from '../../../src/contract/index.ts'
import type { Metrics } from '../../../src/metrics/index.ts'
import type { Random } from '../../../src/simulator/index.ts'
import { type ChatQuestion, type ChatWorldAsked, evaluateChats } from './evaluate-chats.ts'

const pageLimit = 7
const maxPages = 100

/** Asks for the list behind one number of a question: as many items as the number says, each once, over all pages. */
export async function drillDownDifference(
  metrics: Metrics,
  company: Company,
  world: ChatWorldAsked,
  question: ChatQuestion,
  random: Random,
): Promise<string | undefined> {
  const metric = random.pick(question.metrics)
  const expected = listedCount(metric, world, question)
  const keys: string[] = []
  let cursor: string | null | undefined
  for (let page = 0; page < maxPages; page++) {
    const { from, to, time_zone, filters } = periodAndFilters(question)
    const asked = { metric, from, to, time_zone, filters, limit: pageLimit }
    const answer = await metrics.items(company, cursor ? { ...asked, cursor } : asked)
    if (!answer.ok) throw new Error(`${metric}: ${answer.failure.code}, ${answer.failure.detail}`)
    if (answer.value.total !== expected)
      return `the total behind ${metric} is ${answer.value.total} instead of ${expected}`
    keys.push(...answer.value.items.map(({ key }) => key))
    cursor = answer.value.next_cursor
    if (!cursor) break
  }
  const isEachOnce = new Set(keys).size === keys.length && keys.length === expected
  return isEachOnce ? undefined : `${keys.length} items are listed behind ${metric} instead of ${expected}`
}

/** Of a share its numerator, of a percentile or mean its samples, of the oldest wait those who wait. */
function listedCount(metric: ChatMetricName, world: ChatWorldAsked, question: ChatQuestion): number {
  const counted = metric === 'chats.oldest_waiting_ms' ? 'chats.waiting' : metric
  const { totals, basis } = evaluateChats(world, { ...question, by: [], metrics: [counted] })
  const value = Number(totals[counted] ?? 0)
  const denominator = basis[counted]?.denominator ?? null
  if (denominator === null) return value
  const isShare = /within_sl|_share$|_rate$/.test(counted)
  return isShare ? Math.round(value * denominator) : denominator
}

/** A question's selection as the API takes it. */
export function periodAndFilters(
  question: ChatQuestion,
): Pick<ChatItemsQuery, 'from' | 'to' | 'time_zone'> & { filters: NonNullable<ChatItemsQuery['filters']> } {
  return {
    from: new Date(question.fromMs).toISOString(),
    to: new Date(question.toMs).toISOString(),
    time_zone: question.zone,
    filters: question.filters as NonNullable<ChatItemsQuery['filters']>,
  }
}
