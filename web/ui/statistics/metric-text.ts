import type { MetricName, MetricValue } from '../../../src/contract/index.ts'
import { type Formats, numberLocaleOf } from '../../../src/messages/index.ts'

export type MetricUnit = 'count' | 'ratio' | 'ms' | 'money' | 'score'

const ratioEndings = ['_rate', '_coverage', '_share', '.within_sl1', '.within_sl2'] as const

/** The unit of a metric, known before the catalogue has arrived; it follows from the metric's name (API.md). */
export function unitOf(metric: MetricName): MetricUnit {
  if (metric.endsWith('_ms')) return 'ms'
  if (ratioEndings.some((ending) => metric.endsWith(ending))) return 'ratio'
  if (metric === 'chats.rating_mean') return 'score'
  return metric === 'messages.spend' || metric === 'messages.cost' || metric === 'messages.margin'
    ? 'money'
    : 'count'
}

const leastShare = 0.001

/** A part of a whole: parts too small to matter are not written with digits that suggest they do. */
export function shareText(part: number | null, whole: number, format: Formats): string {
  if (part === null || whole === 0) return format.percent(null)
  const share = part / whole
  return share > 0 && share < leastShare ? `<\u2009${format.percent(leastShare)}` : format.percent(share)
}

/** For a card: at most three significant digits. */
export function shortText(value: MetricValue, unit: MetricUnit, format: Formats): string {
  if (typeof value === 'object') return format.moneyCompact(value)
  if (unit === 'ratio') return format.percent(value)
  if (unit === 'ms') return format.duration(value)
  if (unit === 'score') return scoreText(value, format)
  return Math.abs(value) < 10_000 ? format.number(value) : format.compact(value)
}

/** For a tooltip or a table: every digit. */
export function exactText(value: MetricValue, unit: MetricUnit, format: Formats): string {
  if (typeof value === 'object') return format.money(value)
  if (unit === 'ratio') return format.percent(value)
  if (unit === 'score') return scoreText(value, format)
  return unit === 'ms' ? format.duration(value) : format.number(value)
}

const scoreDigits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }

/** A mean of ratings: as many digits as tell two teams apart. */
function scoreText(value: number | null, format: Formats): string {
  return value === null
    ? format.number(null)
    : new Intl.NumberFormat(numberLocaleOf[format.language], scoreDigits).format(value)
}
