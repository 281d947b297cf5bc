import type { CompanyFacts } from '../../../facts/index.ts'
import { column } from '../../plan/build-query.ts'
import type { KeyValue } from '../../run/table.ts'
import type { Presence } from '../catalogue/chat-metric-spec.ts'
import { type ChatPlan, isBrief } from '../plan/chat-plan.ts'
import { mostAtOnce, mostAtOnceByBucket } from '../plan/concurrency-select.ts'
import { openAtMoment, openByBucket } from '../plan/open-select.ts'
import { begunBuckets, bucketEndMs, lookingBeforeMs } from '../plan/presence-moment.ts'
import {
  atMoment,
  byBucket,
  maxPresenceRows,
  noLevel,
  type PresenceSelect,
  type StretchPresence,
  standingNames,
  usesStanding,
} from '../plan/presence-select.ts'
import { keyOf } from './ask-items.ts'
import type { ChatCells } from './chat-cells.ts'
import { spreadRanges } from './spread-ranges.ts'

interface PresenceRow {
  readonly [by: string]: string | number | null | undefined
  readonly value: number | string
  readonly since_ms?: number | string
  readonly place?: number
  readonly level?: number
}

/** One standing with its values by bucket; without time a single one. */
interface Series {
  readonly keys: readonly KeyValue[]
  readonly values: readonly (number | null)[]
}

/** Asks how things stood, side by side. False: there are more rows than one question may have. */
export async function askPresence(facts: CompanyFacts, plan: ChatPlan, cells: ChatCells): Promise<boolean> {
  const beforeMs = lookingBeforeMs(plan)
  if (beforeMs === null) return true
  const asked = new Set(
    plan.metrics.flatMap((metric) => (metric.kind === 'presence' ? [metric.presence] : [])),
  )
  const ofStretches = askedTogether.map((all) => all.filter((presence) => asked.has(presence)))
  const done = await Promise.all([
    ...ofStretches
      .filter((presences) => presences.length > 0)
      .map((presences) => askStretches(facts, presences, { plan, beforeMs, cells })),
    ...(asked.has('concurrency') ? [askMostAtOnce(facts, { plan, beforeMs, cells })] : []),
  ])
  return done.every(Boolean)
}

const askedTogether: readonly (readonly StretchPresence[])[] = [['open'], ['waiting', 'oldest_waiting']]

interface Question {
  readonly plan: ChatPlan
  readonly beforeMs: number
  readonly cells: ChatCells
}

async function askStretches(
  facts: CompanyFacts,
  presences: readonly StretchPresence[],
  { plan, beforeMs, cells }: Question,
): Promise<boolean> {
  const rows = await ask(facts, stretchSelect(presences, plan, beforeMs), plan)
  if (rows.length > maxPresenceRows) return false
  for (const presence of presences) {
    const series = seriesOf(rows, plan, (own) => valuesOf(own, presence, plan))
    for (const one of series) noteSeries(one, presence, plan, cells)
    const total = totalOf(series, presence, plan)
    cells.noteTotal(presence, presence === 'oldest_waiting' ? waitedMs(total, plan, null) : (total ?? 0))
  }
  return true
}

/** Where it does not matter with whom chats were open, nothing is unfolded. */
function stretchSelect(
  presences: readonly StretchPresence[],
  plan: ChatPlan,
  beforeMs: number,
): PresenceSelect {
  const isByBucket = plan.granularity !== null
  if (presences.includes('open') && !usesStanding(plan, standingNames(plan)))
    return isByBucket ? openByBucket(plan, beforeMs) : openAtMoment(plan, beforeMs)
  return isByBucket ? byBucket(presences, plan, beforeMs) : atMoment(presences, plan, beforeMs)
}

async function askMostAtOnce(facts: CompanyFacts, { plan, beforeMs, cells }: Question): Promise<boolean> {
  const names = standingNames(plan)
  const select = plan.granularity === null ? mostAtOnce : mostAtOnceByBucket
  const [rows, apart] = await Promise.all([
    ask(facts, select(names, plan, beforeMs), plan),
    // Over groups or messengers the most at once is no sum and no maximum: it is asked for all together.
    names.some((name) => name !== 'operator') ? ask(facts, mostAtOnce([], plan, beforeMs), plan) : undefined,
  ])
  if (rows.length > maxPresenceRows) return false
  const series = seriesOf(rows, plan, (own) => mostOf(own, plan))
  for (const one of series) noteSeries(one, 'concurrency', plan, cells)
  const total = apart ? Number(apart[0]?.value ?? 0) : totalOf(series, 'concurrency', plan)
  cells.noteTotal('concurrency', total ?? 0)
  return true
}

async function ask(
  facts: CompanyFacts,
  { sql, params }: PresenceSelect,
  plan: ChatPlan,
): Promise<readonly PresenceRow[]> {
  const { rows } = await facts.query<PresenceRow>({
    sql: (from) => sql(from.chats),
    params,
    isBrief: isBrief(plan),
  })
  return rows
}

function seriesOf(
  rows: readonly PresenceRow[],
  plan: ChatPlan,
  valuesOfRows: (own: readonly PresenceRow[]) => Series['values'],
): readonly Series[] {
  const names = standingNames(plan)
  const byStanding = new Map<string, { keys: readonly KeyValue[]; rows: PresenceRow[] }>()
  for (const row of rows) {
    const keys = names.map((name, index) => keyOf(name, row[column.dimension(index)]))
    const name = JSON.stringify(keys)
    const known = byStanding.get(name) ?? { keys, rows: [] }
    known.rows.push(row)
    byStanding.set(name, known)
  }
  return [...byStanding.values()].map(({ keys, rows: own }) => ({ keys, values: valuesOfRows(own) }))
}

/** An aggregate over nothing is one row: no wait began at the epoch. */
const orNone = (value: number | string | undefined): number | null => Number(value ?? 0) || null

function valuesOf(rows: readonly PresenceRow[], presence: StretchPresence, plan: ChatPlan): Series['values'] {
  const isOldest = presence === 'oldest_waiting'
  if (plan.granularity === null)
    return rows.map(({ value, since_ms: sinceMs }) => orNone(isOldest ? sinceMs : value))
  const buckets = plan.bucketStarts.length
  const changes = rows.filter(({ level }) => level === noLevel)
  if (!isOldest) return runningSums(changes, buckets)
  const ranges = rows.flatMap(({ level = noLevel, place = 0, since_ms: value }) =>
    level === noLevel ? [] : [{ level, place, value: Number(value) }],
  )
  return spreadRanges(ranges, buckets, Math.min)
}

function mostOf(rows: readonly PresenceRow[], plan: ChatPlan): Series['values'] {
  if (plan.granularity === null) return rows.map(({ value }) => orNone(value))
  const ranges = rows.map(({ level = 0, place = 0, value }) => ({ level, place, value: Number(value) }))
  return spreadRanges(ranges, plan.bucketStarts.length, Math.max)
}

function runningSums(rows: readonly PresenceRow[], buckets: number): readonly number[] {
  const values = Array<number>(buckets).fill(0)
  for (const { place = 0, value } of rows)
    if (place < buckets) values[place] = (values[place] ?? 0) + Number(value)
  let sum = 0
  return values.map((change) => {
    sum += change
    return sum
  })
}

function noteSeries(
  { keys: standing, values }: Series,
  presence: Presence,
  plan: ChatPlan,
  cells: ChatCells,
): void {
  const timeAt = plan.dimensions.findIndex(({ name }) => name === 'time')
  const known = timeAt === -1 ? values : values.slice(0, begunBuckets(plan))
  for (const [place, value] of known.entries()) {
    const start = plan.bucketStarts[place] ?? null
    const keys = timeAt === -1 ? standing : standing.toSpliced(timeAt, 0, start)
    const shown = presence === 'oldest_waiting' ? waitedMs(value, plan, timeAt === -1 ? null : place) : value
    if (shown !== null) cells.note(keys, presence, shown, presence === 'oldest_waiting' || shown !== 0)
  }
}

/** From the oldest message waiting to the end of a bucket, or of the period. */
function waitedMs(sinceMs: number | null, plan: ChatPlan, place: number | null): number | null {
  if (sinceMs === null) return null
  const endMs = place === null ? Math.min(plan.period.toMs, plan.asOfMs) : bucketEndMs(plan, place)
  return endMs - sinceMs
}

/** As of the end of the period; of the most at once within it. */
function totalOf(series: readonly Series[], presence: Presence, plan: ChatPlan): number | null {
  const last = plan.granularity === null ? 0 : begunBuckets(plan) - 1
  const atEnd = series.flatMap(({ values }) => (presence === 'concurrency' ? values : [values[last] ?? null]))
  const known = atEnd.filter((value) => value !== null)
  const [first] = known
  if (first === undefined) return null
  if (presence === 'open' || presence === 'waiting') return known.reduce((sum, value) => sum + value, 0)
  const better = presence === 'oldest_waiting' ? Math.min : Math.max
  return known.reduce((best, value) => better(best, value), first)
}
