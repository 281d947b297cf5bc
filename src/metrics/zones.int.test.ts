import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Granularity, type MetricRow, type MetricsQuery, metricsQuerySchema } from '../contract/index.ts'
import { createMetrics, type Metrics } from './create-metrics.ts'
import { event, openTestFacts, type TestFacts } from './facts.fixture.ts'

/** Zones of docs/metrics.md, each with a change of clocks (or the like) to ask around. */
const changes = [
  ['UTC', '2026-03-29T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['Europe/London', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Atlantic/Azores', '2026-03-29T01:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Kiritimati', '2026-01-01T10:00:00Z'],
] as const

const minuteMs = 60_000
const spanMs = 48 * 60 * minuteMs
/** Moments around a change: every 37 minutes and a bit, so that they fall on all parts of an hour. */
const momentsAround = (change: string): number[] =>
  Array.from({ length: 150 }, (_, index) => Date.parse(change) - spanMs + index * 37 * minuteMs + index * 123)

const allMoments = [...new Set(changes.flatMap(([, change]) => momentsAround(change)))].toSorted(
  (left, right) => left - right,
)

let world: TestFacts
let metrics: Metrics

beforeAll(async () => {
  world = await openTestFacts('2026-12-01T00:00:00Z')
  metrics = createMetrics(world).forReader({ scopes: ['personal_data:read'] })
  await world.record(
    allMoments.map((moment) =>
      event({ messageId: String(moment), step: 'sent', time: new Date(moment).toISOString() }),
    ),
  )
})
afterAll(() => world.close())

interface Wall {
  readonly date: string
  readonly hour: number
  readonly weekday: number
}

/** What Intl, and nothing of ours, says that the wall clock shows. */
function wallClock(zone: string): (instantMs: number) => Wall {
  const format = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  return (instantMs) => {
    const part = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]))
    const date = `${part['year']}-${part['month']}-${part['day']}`
    return { date, hour: Number(part['hour']), weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7 }
  }
}

function counted(labels: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

/** Counts by label from rows, without the empty ones. */
function countsOf(rows: readonly MetricRow[], label: (row: MetricRow) => string): Record<string, number> {
  return counted(
    rows.flatMap((row) => Array.from({ length: Number(row['messages.created']) }, () => label(row))),
  )
}

async function ask(zone: string, moments: readonly number[], query: Partial<MetricsQuery>) {
  const result = await metrics.query(
    world.company,
    metricsQuerySchema.parse({
      metrics: ['messages.created'],
      from: new Date(moments[0] ?? 0).toISOString(),
      to: new Date((moments.at(-1) ?? 0) + 1).toISOString(),
      time_zone: zone,
      limit: 10_000,
      ...query,
    }),
  )
  if (!result.ok) throw new Error(result.failure.detail)
  return result.value
}

const weekdayAndHour = ({ weekday, hour }: { weekday: unknown; hour: unknown }) => `${weekday} ${hour}`

describe.each(changes)('in %s around %s', (zone, change) => {
  const own = momentsAround(change)
  const moments = allMoments.filter((moment) => moment >= (own[0] ?? 0) && moment <= (own.at(-1) ?? 0))
  const wall = wallClock(zone)
  const byLabel = (label: (moment: number) => string) => counted(moments.map(label))

  it.each<[Granularity, (moment: number) => string]>([
    ['hour', (moment) => `${wall(moment).date} ${wall(moment).hour}`],
    ['day', (moment) => wall(moment).date],
    ['month', (moment) => wall(moment).date.slice(0, 7)],
  ])('each message is in the bucket of its local %s', async (granularity, label) => {
    const { rows, totals } = await ask(zone, moments, { by: ['time'], granularity })
    expect(countsOf(rows, (row) => label(Date.parse(String(row['time']))))).toEqual(byLabel(label))
    expect(totals).toEqual({ 'messages.created': moments.length })
  })

  it('each message has its local weekday and hour', async () => {
    const { rows } = await ask(zone, moments, { by: ['weekday', 'hour'] })
    const expected = byLabel((moment) => weekdayAndHour(wall(moment)))
    expect(countsOf(rows, (row) => weekdayAndHour({ weekday: row['weekday'], hour: row['hour'] }))).toEqual(
      expected,
    )
    const [busiest] = Object.keys(expected)
    const [weekday, hour] = (busiest ?? '').split(' ').map(Number)
    const { totals } = await ask(zone, moments, { filters: { weekday: [weekday ?? 0], hour: [hour ?? 0] } })
    expect(totals).toEqual({ 'messages.created': expected[busiest ?? ''] })
  })
})
