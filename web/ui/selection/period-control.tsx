import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar, IconChevronDown } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { type PeriodPreset, periodPresets } from '../../../src/core/time/index.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import styles from './period.module.css'
import { defaultPreset } from './selection.ts'
import { useSelectionView } from './selection-view.tsx'

// The calendar is fetched when the panel is opened, not with the page.
const OwnPeriodForm = lazy(async () => ({ default: (await import('./own-period-form.tsx')).OwnPeriodForm }))

interface PeriodControlProps {
  /** Offers not to choose any period, which is then so unless the address names one; in a few words. */
  readonly anyTime?: string
}

/** Which stretch of time the page shows: a named period, which moves on with the days, or one of the reader's own. */
export function PeriodControl({ anyTime }: PeriodControlProps): ReactNode {
  const t = useT()
  const { search, period, change, format } = useSelectionView()
  const [opened, { toggle, close }] = useDisclosure(false)
  const isOwn = search.from !== undefined && search.to !== undefined
  const isAny = anyTime !== undefined && !isOwn && search.period === undefined
  const preset = search.period ?? defaultPreset
  const dates = rangeText(period, format)
  const says = isAny ? anyTime : isOwn ? dates : `${t(`words.period_${preset}`)} ${dates}`
  const choose = (next: PeriodPreset | undefined): void => {
    change({ period: next, from: undefined, to: undefined })
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
          aria-label={`${t('selection.period')}: ${says}`}
          classNames={{ label: styles['periodLabel'] ?? '' }}
        >
          {isOwn || isAny ? (
            says
          ) : (
            <>
              {t(`words.period_${preset}`)} <span className={styles['periodDates']}>{dates}</span>
            </>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={styles['periodPanel']}>
          <ul className={styles['presets']} aria-label={t('selection.period_presets')}>
            {anyTime !== undefined && (
              <li>
                <button type="button" aria-current={isAny || undefined} onClick={() => choose(undefined)}>
                  {anyTime}
                </button>
              </li>
            )}
            {periodPresets.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={(!isOwn && !isAny && name === preset) || undefined}
                  onClick={() => choose(name)}
                >
                  {t(`words.period_${name}`)}
                </button>
              </li>
            ))}
          </ul>
          <Suspense fallback={<div className={styles['ownPeriod']} />}>
            <OwnPeriodForm onDone={close} />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function rangeText(
  period: { readonly fromMs: number; readonly toMs: number },
  format: ReturnType<typeof useSelectionView>['format'],
): string {
  const wholeDays = format.time(period.fromMs) === '00:00' && format.time(period.toMs) === '00:00'
  if (!wholeDays) return `${format.dateTime(period.fromMs)} – ${format.dateTime(period.toMs)}`
  const first = format.date(period.fromMs)
  const last = format.date(period.toMs - 1)
  if (first === last) return first
  const sameYear = first.slice(-4) === last.slice(-4)
  return `${sameYear ? format.dayMonth(period.fromMs) : first} – ${last}`
}
