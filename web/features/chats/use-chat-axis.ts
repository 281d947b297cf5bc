import { useMemo } from 'react'
import type { MetricsAnswer } from '../../api/metrics-query.ts'
import { type TimeAxis, timeAxis } from '../../ui/statistics/time-axis.ts'
import { useChatsView } from './chats-view.tsx'

export interface ChatAxis {
  /** The places of time that all charts of the page share, from the answer that draws them. */
  readonly axis: TimeAxis
  /** Starts of the buckets, in ms: rows of other answers find their place by them. */
  readonly times: readonly number[]
}

export function useChatAxis({ data }: MetricsAnswer): ChatAxis {
  const { zone, granularity, format } = useChatsView()
  return useMemo(() => {
    const texts = data?.rows.map((row) => String(row['time'])) ?? []
    const axis = timeAxis({
      times: texts,
      period: { fromMs: Date.parse(data?.from ?? ''), toMs: Date.parse(data?.to ?? '') },
      granularity: data?.granularity ?? granularity,
      zone,
      asOfMs: Date.parse(data?.as_of ?? ''),
      format,
    })
    return { axis, times: texts.map((text) => Date.parse(text)) }
  }, [data, zone, granularity, format])
}
