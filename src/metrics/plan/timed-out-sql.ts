import { defaultTimeOutHours, timeOutHours } from '../../contract/index.ts'
import { hourMs, type Period } from '../../core/index.ts'
import { isOpen } from '../catalogue/message-sql.ts'
import { type SqlText, sqlText } from './sql-text.ts'

/** Hours without an end after which an open message counts as unconfirmed, by channel, and for the others. */
export interface TimeOuts {
  readonly hoursByChannel: Readonly<Record<string, number>>
  readonly otherHours: number
}

/** docs/metrics.md, time-outs. */
export const defaultTimeOuts: TimeOuts = { hoursByChannel: timeOutHours, otherHours: defaultTimeOutHours }

/**
 * Condition "open, and past its channel's time-out at `asOfMs`": created at or before `asOfMs` less the time-out.
 * Where the whole period lies on one side of every such moment, neither channel nor creation is read.
 */
function timedOutSql(period: Period, asOfMs: number, timeOuts: TimeOuts): SqlText {
  const channelsByHours = new Map<number, string[]>()
  for (const [channel, hours] of Object.entries(timeOuts.hoursByChannel))
    if (hours !== timeOuts.otherHours)
      channelsByHours.set(hours, [...(channelsByHours.get(hours) ?? []), channel])
  const allHours = [timeOuts.otherHours, ...channelsByHours.keys()]
  const latestCutoffMs = asOfMs - Math.min(...allHours) * hourMs
  const earliestCutoffMs = asOfMs - Math.max(...allHours) * hourMs
  if (period.fromMs > latestCutoffMs) return sqlText('0')
  if (period.toMs - 1 <= earliestCutoffMs) return sqlText(isOpen)

  const branches = [...channelsByHours].map(([hours, channels], index) => ({
    sql: `channel IN {slow_channels_${index}:Array(String)}, ${moment(`cutoff_${index}_ms`)}, `,
    params: { [`slow_channels_${index}`]: channels, [`cutoff_${index}_ms`]: asOfMs - hours * hourMs },
  }))
  const other = { sql: moment('cutoff_ms'), params: { cutoff_ms: asOfMs - timeOuts.otherHours * hourMs } }
  const cutoff =
    branches.length === 0 ? other.sql : `multiIf(${branches.map(({ sql }) => sql).join('')}${other.sql})`
  return sqlText(
    `${isOpen} AND created_at <= ${cutoff}`,
    Object.assign({}, other.params, ...branches.map(({ params }) => params)),
  )
}

/** The aliases `timed_out` and `status_now`: what a message's status is at `asOfMs`. */
export function statusNowAliases(period: Period, asOfMs: number, timeOuts: TimeOuts): readonly SqlText[] {
  const timedOut = timedOutSql(period, asOfMs, timeOuts)
  return [
    sqlText(`(${timedOut.sql}) AS timed_out`, timedOut.params),
    sqlText(`if(timed_out, 'unconfirmed', status) AS status_now`),
  ]
}

function moment(param: string): string {
  return `fromUnixTimestamp64Milli({${param}:Int64}, 'UTC')`
}
