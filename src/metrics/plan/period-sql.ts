import { hourMs, type Period } from '../../core/index.ts'
import { type SqlText, sqlText } from './sql-text.ts'

/** True where the UTC hour of creation says enough, and the exact moment need not be read. */
export function isOnHour(instantMs: number): boolean {
  return instantMs % hourMs === 0
}

/** Columns that say when an item is: its exact moment and, where there is one, its UTC hour in the sorting key. */
export interface MomentColumns {
  readonly at: string
  readonly hour: string | null
}

export const createdColumns: MomentColumns = { at: 'created_at', hour: 'created_hour' }

/**
 * Conditions for items of a period. The hour is in the sorting key and selects what is read; the exact moment is read
 * only where an end of the period lies within an hour.
 */
export function periodConditions({ fromMs, toMs }: Period, columns: MomentColumns): readonly SqlText[] {
  const { at, hour } = columns
  const from = sqlText(`${at} >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')`, { from_ms: fromMs })
  const to = sqlText(`${at} < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')`, { to_ms: toMs })
  if (hour === null) return [from, to]
  const fromHour = Math.floor(fromMs / hourMs) * hourMs
  const toHour = Math.ceil(toMs / hourMs) * hourMs
  return [
    sqlText(`${hour} >= toDateTime({from_hour:UInt32}, 'UTC')`, { from_hour: fromHour / 1000 }),
    sqlText(`${hour} < toDateTime({to_hour:UInt32}, 'UTC')`, { to_hour: toHour / 1000 }),
    ...(isOnHour(fromMs) ? [] : [from]),
    ...(isOnHour(toMs) ? [] : [to]),
  ]
}
