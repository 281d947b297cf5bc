import type { Rate, RateUnit } from '../contract/index.ts'
import { fromApiMoney, toApiMoney } from '../core/index.ts'

/** A rate with its price as a number to count with. */
export interface CompiledRate {
  readonly channel: string
  /** Empty: every kind. */
  readonly kind: string
  /** `any`, a country, MCC-MNC, or a number prefix with its plus. */
  readonly destination: string
  readonly unit: RateUnit
  readonly priceMicros: bigint
  readonly firstIncrementS: number
  readonly incrementS: number
}

/** Only its digits matter: a price is written without its currency. */
const anyCurrency = 'XTS'

/** A rate of the API, whose form its schema has checked. */
export function fromApiRate(rate: Rate): CompiledRate {
  const price = fromApiMoney({ amount: rate.price, currency: anyCurrency })
  if (!price.ok) throw new TypeError(`The price of a rate was not checked: ${price.failure.detail}`)
  return {
    channel: rate.channel,
    kind: rate.kind ?? '',
    destination: rate.destination,
    unit: rate.unit,
    priceMicros: price.value.amountMicros,
    firstIncrementS: rate.first_increment_s ?? 1,
    incrementS: rate.increment_s ?? 1,
  }
}

/** Increments are shown where the unit is one of time. */
export function toApiRate(rate: CompiledRate): Rate {
  return {
    channel: rate.channel,
    kind: rate.kind === '' ? null : rate.kind,
    destination: rate.destination,
    unit: rate.unit,
    price: toApiPrice(rate.priceMicros),
    ...(isByTime(rate.unit) ? { first_increment_s: rate.firstIncrementS, increment_s: rate.incrementS } : {}),
  }
}

/** Micro-units as a decimal with at most six places. */
export function toApiPrice(priceMicros: bigint): string {
  return toApiMoney({ amountMicros: priceMicros, currency: anyCurrency }).amount
}

/** Whether what is counted is time: such rates are for calls. */
export function isByTime(unit: RateUnit): boolean {
  return unit === 'second' || unit === 'minute'
}
