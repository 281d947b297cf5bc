import type { ChatQuery, MetricsResult } from '../../../contract/index.ts'
import type { Failure, Result } from '../../../core/index.ts'
import type { CompanyFacts } from '../../../facts/index.ts'
import { maxGroups } from '../../plan/build-query.ts'
import type { PlanContext } from '../../plan/plan-query.ts'
import { finishTable, type PlanResult } from '../../run/finish-table.ts'
import { tooManyGroups } from '../../run/run-plan.ts'
import { answerQuestion, type QueryFailure } from '../../run/run-query.ts'
import type { Basis, TableRow } from '../../run/table.ts'
import type { ChatSum } from '../catalogue/chat-measure.ts'
import type { ChatPlan, PlannedMetric } from '../plan/chat-plan.ts'
import { measureName } from '../plan/chat-select.ts'
import { planChatQuery } from '../plan/plan-chat-query.ts'
import { begunBuckets, lookingBeforeMs } from '../plan/presence-moment.ts'
import { maxPresenceRows } from '../plan/presence-select.ts'
import { askItems } from './ask-items.ts'
import { askPresence } from './ask-presence.ts'
import { type ChatCell, ChatCells } from './chat-cells.ts'

/** `POST /api/v1/metrics/query` about chats. */
export function runChatQuery(
  facts: CompanyFacts,
  query: ChatQuery,
  context: PlanContext,
): Promise<Result<MetricsResult, QueryFailure>> {
  return answerQuestion(query, context, {
    plan: (inZone, asked) => planChatQuery(inZone, asked, context),
    run: (plan) => runChatPlan(facts, plan),
  })
}

/** Asks all sources of a question side by side, joins what they found by keys, and completes it. */
async function runChatPlan(
  facts: CompanyFacts,
  plan: ChatPlan,
): Promise<Result<PlanResult, Failure<'too_many_rows'>>> {
  const cells = new ChatCells()
  const [items, presence] = await Promise.all([askItems(facts, plan, cells), askPresence(facts, plan, cells)])
  if (!items) return tooManyGroups(maxGroups)
  if (!presence) return tooManyGroups(maxPresenceRows)
  const totals = cells.totals()
  const unknownFrom = firstUnknownBucketMs(plan)
  return finishTable(
    // Without `by` there is one row, whatever is found.
    plan.dimensions.length === 0 ? [toTotals(totals, plan)] : cells.rows().map((cell) => toRow(cell, plan)),
    plan,
    {
      isOrdered: false,
      complete: (row) => withoutComing(row, plan, unknownFrom),
      totals: toTotals(totals, plan),
      basis: plan.metrics.map((metric) => basisOf(metric, totals, plan)),
    },
  )
}

function toRow(cell: ChatCell, plan: ChatPlan): TableRow {
  return { keys: cell.keys, values: plan.metrics.map((metric) => valueOf(metric, cell, plan)) }
}

function toTotals(cell: ChatCell, plan: ChatPlan): TableRow {
  const isComing = lookingBeforeMs(plan) === null
  return {
    keys: [],
    values: plan.metrics.map((metric) =>
      metric.kind === 'presence' && isComing ? null : valueOf(metric, cell, plan),
    ),
  }
}

function valueOf(metric: PlannedMetric, { found }: ChatCell, plan: ChatPlan): number | null {
  if (metric.kind === 'presence') {
    const value = found.get(metric.presence)
    return typeof value === 'number' ? value : metric.whenEmpty
  }
  const { value, over, place, basis } = metric.count
  if (basis && sumOf(basis, found, plan) === 0) return null
  if (place === undefined) return sumOf(value, found, plan) / (over ? sumOf(over, found, plan) : 1)
  const [measure] = value
  const ranks = measure && found.get(measureName(measure, plan))
  if (!Array.isArray(ranks)) throw new Error('The engine returned no percentiles.')
  return Number(ranks[place])
}

function sumOf(sum: ChatSum, found: ChatCell['found'], plan: ChatPlan): number {
  return sum.reduce((all, measure) => all + Number(found.get(measureName(measure, plan)) ?? 0), 0)
}

function basisOf(metric: PlannedMetric, { found }: ChatCell, plan: ChatPlan): Basis {
  if (metric.kind === 'presence') return { denominator: null, leftOut: 0 }
  const { basis, leftOut } = metric.count
  return {
    denominator: basis && sumOf(basis, found, plan),
    leftOut: sumOf(leftOut, found, plan),
  }
}

function firstUnknownBucketMs(plan: ChatPlan): number {
  if (lookingBeforeMs(plan) === null) return Number.NEGATIVE_INFINITY
  return plan.bucketStarts[begunBuckets(plan)] ?? Number.POSITIVE_INFINITY
}

/** How things will stand in a bucket, or a period, that has not begun is not known: no number, not even 0. */
function withoutComing(row: TableRow, plan: ChatPlan, unknownFromMs: number): TableRow {
  const timeAt = plan.dimensions.findIndex(({ name }) => name === 'time')
  const isComing = timeAt === -1 ? lookingBeforeMs(plan) === null : Number(row.keys[timeAt]) >= unknownFromMs
  if (!isComing) return row
  return {
    keys: row.keys,
    values: row.values.map((value, index) => (plan.metrics[index]?.kind === 'presence' ? null : value)),
  }
}
