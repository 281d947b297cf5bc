import type { MetricRow } from '../../../src/contract/index.ts'
import { type ApiMoney, fromApiMoney, toApiMoney } from '../../../src/core/money.ts'
import { dimensionAt, valueAt } from '../../api/metric-rows.ts'
import { notKnownValue } from '../../ui/selection/selection-search.ts'

/** What was reported in other currencies than the company's, by currency; of one connection, or of all (null). */
export function otherCosts(
  rows: readonly MetricRow[],
  connection: string | null,
  companyCurrency: string,
): readonly ApiMoney[] {
  const sums = new Map<string, bigint>()
  for (const row of rows) {
    if (connection !== null && (dimensionAt(row, 'connection') ?? notKnownValue) !== connection) continue
    const cost = valueAt(row, 'messages.cost')
    const money = typeof cost === 'object' && cost !== null ? fromApiMoney(cost) : null
    if (!money?.ok || money.value.currency === companyCurrency) continue
    const { currency, amountMicros } = money.value
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMicros)
  }
  return [...sums]
    .map(([currency, amountMicros]) => toApiMoney({ currency, amountMicros }))
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
}
