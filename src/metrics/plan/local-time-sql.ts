import { hourMs, type OffsetSegment, offsetSegments, type Period } from '../../core/index.ts'
import { isOnHour, type MomentColumns } from './period-sql.ts'
import { type SqlText, sqlText } from './sql-text.ts'

/*
 * The engine never interprets a zone: buckets and offsets are computed by core/time and bound as arrays. Where they all
 * lie on UTC hours, the hour (four bytes, sorted) is read instead of the exact moment.
 */

function secondsOf({ at, hour }: MomentColumns, onHours: boolean): string {
  return onHours && hour !== null ? `toUInt32(${hour})` : `toUnixTimestamp(${at})`
}

/** Start of an item's bucket, in epoch seconds. `starts` are ascending epoch milliseconds. */
export function bucketSql(starts: readonly number[], columns: MomentColumns): SqlText {
  const onHours = starts.every(isOnHour)
  const areHours = onHours && starts.every((start, index) => start === (starts[0] ?? 0) + index * hourMs)
  if (areHours && starts.length > 1 && columns.hour !== null) return sqlText(secondsOf(columns, true))
  return sqlText(`roundDown(${secondsOf(columns, onHours)}, {bucket_starts:Array(UInt32)})`, {
    bucket_starts: starts.map((start) => start / 1000),
  })
}

/** Wall time of an item, in seconds: of its hour where that is enough to tell weekday and hour. */
export function localSecondsSql(period: Period, zone: string, columns: MomentColumns): SqlText {
  const segments = offsetSegments(period, zone)
  const onHours = segments.every((segment, index) => {
    return isOnHour(segment.offsetMs) && (index === 0 || isOnHour(segment.fromMs))
  })
  const seconds = secondsOf(columns, onHours)
  const [only] = segments
  if (segments.length === 1 && only)
    return sqlText(`${seconds} + {zone_offset:Int32}`, { zone_offset: only.offsetMs / 1000 })
  return sqlText(
    `${seconds} + transform(roundDown(${seconds}, {segment_starts:Array(UInt32)}), {segment_starts:Array(UInt32)}, {segment_offsets:Array(Int32)}, 0)`,
    { segment_starts: startsOf(segments), segment_offsets: segments.map(({ offsetMs }) => offsetMs / 1000) },
  )
}

/** A period may begin within a second; rounding down reaches back before it, where no message is counted. */
function startsOf(segments: readonly OffsetSegment[]): number[] {
  return segments.map(({ fromMs }) => Math.floor(fromMs / 1000))
}

/** ISO weekday (Monday = 1) and hour (0–23) of the alias `local_seconds`. Day 0 of the epoch was a Thursday. */
export const localWeekdaySql = 'toUInt8((intDiv(local_seconds, 86400) + 3) % 7 + 1)'
export const localHourSql = 'toUInt8(intDiv(local_seconds, 3600) % 24)'
