import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type RateWords, rateWords } from '../../../../src/messages/index.ts'
import { networksQuery } from '../../../api/queries.ts'
import { useFormat, useT } from '../../../ui/index.ts'

export const knownChannels = ['sms', 'viber', 'whatsapp', 'email', 'push', 'chat', 'call'] as const

export function useRateWords(): RateWords {
  const t = useT()
  const format = useFormat()
  const { data } = useQuery(networksQuery)
  return useMemo(() => rateWords(t, format, (network) => data?.networks[network]), [t, format, data])
}
