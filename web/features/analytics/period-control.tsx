import { Button, Popover, SegmentedControl } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type PeriodPreset, periodPresets } from '../../../src/core/time/index.ts'
import { useT } from '../../ui/index.ts'
import { defaultPreset } from '../../ui/selection/selection.ts'
import { useAnalyticsView } from './analytics-view.tsx'
import styles from './bar.module.css'
import { OwnPeriodForm } from './own-period-form.tsx'

/** Which stretch of time the page shows: a named period, which moves on with the days, or one of the reader's own. */
export function PeriodControl(): ReactNode {
  const t = useT()
  const { search, period, change, format } = useAnalyticsView()
  const [opened, { toggle, close }] = useDisclosure(false)
  const isOwn = search.from !== undefined && search.to !== undefined
  const preset = search.period ?? defaultPreset
  const dates = rangeText(period, format)
  const choose = (next: PeriodPreset): void => {
    change({ period: next, from: undefined, to: undefined, granularity: undefined })
    close()
  }
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? undefined : close())}
      position="bottom-start"
      trapFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          onClick={toggle}
          leftSection={<IconCalendar size={16} stroke={1.6} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${t('analytics.period')}: ${isOwn ? dates : t(`words.period_${preset}`)}`}
          classNames={{ label: styles['periodLabel'] ?? '' }}
        >
          {isOwn ? (
            dates
          ) : (
            <>
              {t(`words.period_${preset}`)}
              <span className={styles['periodDates']}>{dates}</span>
            </>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={styles['periodPanel']}>
          <ul className={styles['presets']} aria-label={t('analytics.period_presets')}>
            {periodPresets.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={(!isOwn && name === preset) || undefined}
                  onClick={() => choose(name)}
                >
                  {t(`words.period_${name}`)}
                </button>
              </li>
            ))}
          </ul>
          <OwnPeriodForm onDone={close} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function rangeText(
  period: { readonly fromMs: number; readonly toMs: number },
  format: ReturnType<typeof useAnalyticsView>['format'],
): string {
  const wholeDays = format.time(period.fromMs) === '00:00' && format.time(period.toMs) === '00:00'
  if (!wholeDays) return `${format.dateTime(period.fromMs)} – ${format.dateTime(period.toMs)}`
  const first = format.date(period.fromMs)
  const last = format.date(period.toMs - 1)
  if (first === last) return first
  const sameYear = first.slice(-4) === last.slice(-4)
  return `${sameYear ? format.dayMonth(period.fromMs) : first} – ${last}`
}

const choices = ['auto', 'hour', 'day', 'week', 'month'] as const

/** How finely time is cut; "auto" follows the length of the period. */
export function GranularityControl(): ReactNode {
  const t = useT()
  const { search, granularity, change } = useAnalyticsView()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('analytics.granularity')}
      value={search.granularity ?? 'auto'}
      onChange={(value) => {
        const next = choices.find((choice) => choice === value)
        change({ granularity: next === 'auto' ? undefined : next })
      }}
      data={choices.map((value) => ({
        value,
        label:
          value === 'auto'
            ? t('analytics.granularity_auto', {
                name: t(`analytics.granularity_${granularity}`).toLowerCase(),
              })
            : t(`analytics.granularity_${value}`),
      }))}
      classNames={{ root: styles['granularity'] ?? '' }}
    />
  )
}
