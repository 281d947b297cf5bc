import { useDayFormat } from '../../../ui/i18n/use-day-format.ts'
import { useT } from '../../../ui/index.ts'
import { wallTime } from '../../../ui/selection/wall-time.ts'

/** From when on something is in force, in words that go on a sentence: `from 1 Sept 2026`, the day being one of the zone. */
export function useSinceText(): (from: string | null, zone: string) => string {
  const t = useT()
  const dayText = useDayFormat()
  return (from, zone) =>
    from === null
      ? t('chat_settings.since_first')
      : t('chat_settings.since_date', { date: dayText(wallTime(Date.parse(from), zone).date) })
}
