import { latencyBandsMs } from '../../../src/contract/metric-words.ts'
import type { Formats, Translate } from '../../../src/messages/index.ts'

/** A band of the delivery time in words, by its lower bound in ms: `10 s to 30 s`, `under 1 s`, `24 h or more`. */
export function latencyBandText(lowerMs: number, format: Formats, t: Translate): string {
  const upperMs = latencyBandsMs.find((bound) => bound > lowerMs)
  const from = format.duration(lowerMs)
  if (upperMs === undefined) return t('selection.band_from', { from })
  const to = format.duration(upperMs)
  return lowerMs === 0 ? t('selection.band_under', { to }) : t('selection.band_between', { from, to })
}
