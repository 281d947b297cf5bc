import { hourMs, type Period } from '../../core/index.ts'
import { type SqlText, sqlText } from './sql-text.ts'

/** True where the UTC hour of creation says enough, and the exact moment need not be read. */
export function isOnHour(instantMs: number): boolean {
  return instantMs % hourMs === 0
}

/**
 * Conditions for messages created in a period. `created_hour` is in the sorting key and selects what is read;
 * `created_at` is read only where an end of the period lies within an hour.
 */
export function periodConditions({ fromMs, toMs }: Period): readonly SqlText[] {
  const fromHour = Math.floor(fromMs / hourMs) * hourMs
  const toHour = Math.ceil(toMs / hourMs) * hourMs
  const conditions = [
    sqlText(`created_hour >= toDateTime({from_hour:UInt32}, 'UTC')`, { from_hour: fromHour / 1000 }),
    sqlText(`created_hour < toDateTime({to_hour:UInt32}, 'UTC')`, { to_hour: toHour / 1000 }),
  ]
  if (!isOnHour(fromMs))
    conditions.push(
      sqlText(`created_at >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')`, { from_ms: fromMs }),
    )
  if (!isOnHour(toMs))
    conditions.push(sqlText(`created_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')`, { to_ms: toMs }))
  return conditions
}
