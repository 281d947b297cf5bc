import { responseBandsMs } from '../../../src/contract/chat-words.ts'
import type { Formats, Translate } from '../../../src/messages/index.ts'

/** A band of response times in words, from its lower bound in ms: "1 min to 2 min". */
export function bandText(lowerMs: number, format: Formats, t: Translate): string {
  const index = responseBandsMs.findIndex((band) => band === lowerMs)
  if (index === -1) return t('chat_graphs.band_none')
  const upperMs = responseBandsMs[index + 1]
  if (upperMs === undefined) return t('chat_graphs.band_over', { from: format.duration(lowerMs) })
  if (lowerMs === 0) return t('chat_graphs.band_under', { to: format.duration(upperMs) })
  return t('chat_graphs.band_between', { from: format.duration(lowerMs), to: format.duration(upperMs) })
}
