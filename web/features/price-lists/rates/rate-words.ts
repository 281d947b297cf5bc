import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { rateUnits } from '../../../../src/contract/money-words.ts'
import { type Formats, type MessageKey, type Translate, wordOf } from '../../../../src/messages/index.ts'
import { networksQuery } from '../../../api/queries.ts'
import { useFormat, useT } from '../../../ui/index.ts'

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
export const knownChannels = ['sms', 'viber', 'whatsapp', 'email', 'push', 'chat', 'call'] as const

/** Writes the parts of a rate for its reader. */
export interface RateWords {
  readonly channel: (channel: string) => string
  readonly kind: (kind: string | null) => string
  readonly destination: (destination: string) => string
  readonly unit: (unit: string) => string
}

export function useRateWords(): RateWords {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(networksQuery)
  return useMemo(() => rateWords(t, format, data?.networks ?? {}), [t, format, data])
}

function rateWords(t: Translate, format: Formats, networks: Readonly<Record<string, string>>): RateWords {
  return {
    channel: (channel) => {
      if (channel === 'chat') return t('prices.channel_chat')
      return channel === 'call' ? t('prices.channel_call') : wordOf(t, 'channel', channel)
    },
    kind: (kind) => {
      if (kind === null || kind === '') return t('prices.every_kind')
      // Kinds come from outside: "constructor" is one like any other.
      const key = Object.hasOwn(kindKeys, kind) ? kindKeys[kind] : undefined
      return key === undefined ? kind : textOf(t, key)
    },
    destination: (destination) => {
      if (destination === 'any') return t('prices.anywhere')
      return /^[A-Z]{2}$/.test(destination)
        ? format.country(destination)
        : (networks[destination] ?? destination)
    },
    unit: (unit) => {
      const known = rateUnits.find((one) => one === unit)
      return known === undefined ? unit : t(`prices.unit_${known}`)
    },
  }
}

/** All kinds are plain texts; the type alone would allow those with values. */
function textOf(t: Translate, key: PricesKey): string {
  return t(key as 'prices.kind_service')
}
