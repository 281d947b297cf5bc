import type { Formats } from './formats.ts'
import type { MessageKey, Translate } from './translate.ts'
import { wordOf } from './value-name.ts'

type PricesKey = Extract<MessageKey, `prices.${string}`>

/** Kinds that have a word; lists may have others, which are shown as they are. */
const kindKeys: Readonly<Record<string, PricesKey>> = {
  service: 'prices.kind_service',
  advertising: 'prices.kind_advertising',
  operator: 'prices.kind_operator',
  bot: 'prices.kind_bot',
  customer: 'prices.kind_customer',
  marketing: 'prices.kind_marketing',
  utility: 'prices.kind_utility',
  authentication: 'prices.kind_authentication',
}
export const knownKinds = Object.keys(kindKeys)

const unitKeys: Readonly<Record<string, PricesKey>> = {
  message: 'prices.unit_message',
  segment: 'prices.unit_segment',
  second: 'prices.unit_second',
  minute: 'prices.unit_minute',
}

/** Writes the parts of a rate for its reader, the same on pages and on documents. */
export interface RateWords {
  readonly channel: (channel: string) => string
  /** Null or '': every kind. */
  readonly kind: (kind: string | null) => string
  /** A network (MCC-MNC) by its name, a country by its own; a number prefix as it is. */
  readonly destination: (destination: string) => string
  readonly unit: (unit: string) => string
}

/** @param networkName by MCC-MNC; undefined where it is not known */
export function rateWords(
  t: Translate,
  formats: Pick<Formats, 'country'>,
  networkName: (network: string) => string | undefined,
): RateWords {
  return {
    channel: (channel) => {
      if (channel === 'chat') return t('prices.channel_chat')
      return channel === 'call' ? t('prices.channel_call') : wordOf(t, 'channel', channel)
    },
    kind: (kind) => (kind === null || kind === '' ? t('prices.every_kind') : wordIn(t, kindKeys, kind)),
    destination: (destination) => {
      if (destination === 'any') return t('prices.anywhere')
      if (/^[A-Z]{2}$/.test(destination)) return formats.country(destination)
      return networkName(destination) ?? destination
    },
    unit: (unit) => wordIn(t, unitKeys, unit),
  }
}

function wordIn(t: Translate, keys: Readonly<Record<string, PricesKey>>, value: string): string {
  // Values come from outside: "constructor" is a kind like any other.
  const key = Object.hasOwn(keys, value) ? keys[value] : undefined
  // All of them are plain texts; the type alone would allow those with values.
  return key === undefined ? value : t(key as 'prices.kind_service')
}
