import { fromApiMoney, type Money, ok, type Result } from '../core/index.ts'
import { isPlausibleCost } from './plausible-cost.ts'
import { type Refusal, refuse } from './refusal.ts'

/** The price that a source reports in `data.cost`; null where it reports none. */
export function readCost(
  stated: { readonly amount: string; readonly currency: string } | null | undefined,
): Result<Money | null, Refusal> {
  if (!stated) return ok(null)
  const cost = fromApiMoney(stated)
  if (!cost.ok) return refuse('invalid_cost', `data.cost: ${cost.failure.detail}`)
  if (!isPlausibleCost(cost.value.amountMicros))
    return refuse('invalid_cost', 'data.cost.amount must be from 0 to 1,000,000,000.')
  return ok(cost.value)
}
