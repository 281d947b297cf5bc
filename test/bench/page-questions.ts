import type { Granularity } from '../../src/contract/index.ts'
import type { MetricsQuestion } from '../../web/api/metrics-query.ts'
import {
  breakdownQuestion,
  channelStatusQuestion,
  errorsQuestion,
  heatmapQuestion,
  overviewQuestion,
  previousQuestion,
  totalsQuestion,
  volumeQuestion,
} from '../../web/features/analytics/questions.ts'

/** One question of the Analytics page, and the leanest SQL with the same answer on merged data. */
export interface PageQuestion {
  readonly name: string
  readonly question: MetricsQuestion
  /** Binds company, from and to, as hours UTC. */
  readonly lean: string
  /** The same question for a plain table with indexes in PostgreSQL; $1 company, $2 from, $3 to, $4 zone. */
  readonly postgres: string
  /** Shown where the page begins, so asked again at every live refresh without scrolling. */
  readonly isOnFirstScreen?: true
  /** Asked only when the reader turns to it. */
  readonly isLater?: true
}

const open = "status IN ('unknown', 'accepted', 'queued', 'sent', 'carrier_delivered')"
const late = `${open} AND created_at <= if(channel IN ('viber', 'whatsapp'), now64(3) - INTERVAL 336 HOUR, if(channel = 'push', now64(3) - INTERVAL 672 HOUR, now64(3) - INTERVAL 72 HOUR))`
const statusNow = `if(${late}, 'unconfirmed', status)`
const arrived = "status IN ('delivered', 'read')"
const ended = "status IN ('failed', 'rejected', 'expired', 'cancelled')"
const reads = "channel IN ('viber', 'whatsapp', 'email', 'push')"
const where = `FROM messages WHERE company_id = {company:UUID} AND created_hour >= {from:DateTime('UTC')} AND created_hour < {to:DateTime('UTC')}`

const cost = "sumIf(cost, cost_currency = 'EUR')"
const overviewColumns = `count(), countIf(${open} AND NOT (${late})), countIf(progress >= 30 OR status IN ('expired', 'unconfirmed')),
  countIf(${arrived}), countIf(status = 'read'), countIf(clicked_at IS NOT NULL), countIf(${ended}),
  countIf(${statusNow} = 'unconfirmed'), countIf(${arrived} AND ${reads}), countIf(clicked_at IS NOT NULL AND ${arrived}),
  sum(segments), quantilesExactWeighted(0.5, 0.9, 0.99)(latency_ms, 1), count(latency_ms), ${cost}`
const day = "toStartOfDay(created_hour, 'Europe/Berlin') AS day"

const breakdownColumns = `count() AS n, countIf(${arrived}), countIf(${open} AND NOT (${late})), countIf(${arrived} AND ${reads}),
  countIf(status = 'read'), countIf(clicked_at IS NOT NULL AND ${arrived}), countIf(${ended}), countIf(${statusNow} = 'unconfirmed'),
  sum(segments), quantileExactWeighted(0.5)(latency_ms, 1), ${cost}`

const pgWhere = 'FROM messages WHERE company_id = $1 AND created_at >= $2 AND created_at < $3'
const pgOpen = open
const pgLate = `${pgOpen} AND created_at <= now() - CASE WHEN channel IN ('viber', 'whatsapp') THEN interval '336 hours' WHEN channel = 'push' THEN interval '672 hours' ELSE interval '72 hours' END`
const pgColumns = `count(*), count(*) FILTER (WHERE ${pgOpen} AND NOT (${pgLate})), count(*) FILTER (WHERE ${arrived}),
  count(*) FILTER (WHERE status = 'read'), count(*) FILTER (WHERE clicked), count(*) FILTER (WHERE ${ended}),
  count(*) FILTER (WHERE status = 'unconfirmed' OR (${pgLate})), sum(segments),
  percentile_disc(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY latency_ms), sum(cost)`
const pgLocal = 'created_at AT TIME ZONE $4'
/** Every statement binds the same four values. */
const pgZone = 'AND $4::text IS NOT NULL'

/** The page's period, and where the previous one begins. */
export interface PagePeriod {
  readonly before: string
  readonly from: string
  readonly to: string
}

/** The questions that the page asks when it is opened on a month, by day, with the previous month beside it. */
export function pageQuestions({ before, from, to }: PagePeriod): readonly PageQuestion[] {
  const selected = { from, to, time_zone: 'Europe/Berlin' }
  const granularity: Granularity = 'day'
  const breakdown = (dimension: 'country' | 'network' | 'campaign' | 'channel'): PageQuestion => ({
    name: `by ${dimension}`,
    question: breakdownQuestion(selected, dimension),
    lean: `SELECT ${dimension}, ${breakdownColumns} ${where} GROUP BY ${dimension} ORDER BY n DESC LIMIT 500`,
    postgres: `SELECT ${dimension}, ${pgColumns} ${pgWhere} ${pgZone} GROUP BY 1 ORDER BY 2 DESC LIMIT 500`,
  })
  return [
    {
      name: 'overview by day',
      question: overviewQuestion(selected, granularity),
      lean: `SELECT ${day}, ${overviewColumns} ${where} GROUP BY day`,
      postgres: `SELECT date_trunc('day', ${pgLocal}), ${pgColumns} ${pgWhere} GROUP BY 1`,
      isOnFirstScreen: true,
    },
    {
      name: 'previous month by day',
      question: previousQuestion({ ...selected, from: before, to: from }, granularity),
      lean: `SELECT ${day}, count(), ${cost} ${where} GROUP BY day`,
      postgres: `SELECT date_trunc('day', ${pgLocal}), count(*), sum(cost) ${pgWhere} GROUP BY 1`,
    },
    {
      name: 'counters of the previous month',
      question: totalsQuestion({ ...selected, from: before, to: from }),
      lean: `SELECT ${overviewColumns} ${where}`,
      postgres: `SELECT ${pgColumns} ${pgWhere} ${pgZone}`,
    },
    {
      name: 'volume by day and status',
      question: volumeQuestion(selected, granularity),
      isOnFirstScreen: true,
      lean: `SELECT ${day}, ${statusNow} AS s, count() ${where} GROUP BY day, s`,
      postgres: `SELECT date_trunc('day', ${pgLocal}), CASE WHEN ${pgLate} THEN 'unconfirmed' ELSE status END, count(*) ${pgWhere} GROUP BY 1, 2`,
    },
    {
      name: 'channel by status',
      question: channelStatusQuestion(selected),
      isOnFirstScreen: true,
      lean: `SELECT channel, ${statusNow} AS s, count() ${where} GROUP BY channel, s`,
      postgres: `SELECT channel, CASE WHEN ${pgLate} THEN 'unconfirmed' ELSE status END, count(*) ${pgWhere} ${pgZone} GROUP BY 1, 2`,
    },
    { ...breakdown('channel'), isOnFirstScreen: true },
    breakdown('country'),
    breakdown('network'),
    { ...breakdown('campaign'), isLater: true },
    {
      name: 'errors',
      question: errorsQuestion(selected),
      lean: `SELECT error_code, countIf(${ended}) AS n ${where} GROUP BY error_code ORDER BY n DESC LIMIT 50`,
      postgres: `SELECT error_code, count(*) FILTER (WHERE ${ended}) ${pgWhere} ${pgZone} GROUP BY 1 ORDER BY 2 DESC LIMIT 50`,
    },
    {
      name: 'weekday by hour',
      question: heatmapQuestion(selected),
      lean: `SELECT toDayOfWeek(created_hour, 0, 'Europe/Berlin') AS d, toHour(created_hour, 'Europe/Berlin') AS h, count() ${where} GROUP BY d, h`,
      postgres: `SELECT extract(isodow FROM ${pgLocal}), extract(hour FROM ${pgLocal}), count(*) ${pgWhere} GROUP BY 1, 2`,
    },
  ]
}
