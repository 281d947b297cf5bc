import { offsetMsAt } from '../../../src/core/time/index.ts'

/**
 * The months before the current one, the latest first: `2026-10`, `2026-09` …
 * @param zone whose clocks say which month it is
 */
export function lastMonths(nowMs: number, zone: string, count: number): readonly string[] {
  const local = new Date(nowMs + offsetMsAt(nowMs, zone))
  const current = local.getUTCFullYear() * 12 + local.getUTCMonth()
  return Array.from({ length: count }, (_, place) => {
    const month = current - 1 - place
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
