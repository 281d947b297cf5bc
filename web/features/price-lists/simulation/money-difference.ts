import { type ApiMoney, fromApiMoney, toApiMoney } from '../../../../src/core/money.ts'

/** `after − before`, exact; null where one of them is no amount. Both are in the same currency. */
export function moneyDifference(before: ApiMoney, after: ApiMoney): ApiMoney | null {
  const left = fromApiMoney(before)
  const right = fromApiMoney(after)
  if (!left.ok || !right.ok) return null
  return toApiMoney({
    currency: before.currency,
    amountMicros: right.value.amountMicros - left.value.amountMicros,
  })
}

/** The change of an amount by what it was; null where it was nothing. For reading only, so a float does. */
export function relativeChange(before: ApiMoney, after: ApiMoney): number | null {
  const from = Number(before.amount)
  return from === 0 ? null : (Number(after.amount) - from) / Math.abs(from)
}
