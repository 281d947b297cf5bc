import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import type { Change } from './comparison.ts'
import styles from './counters.module.css'

/** A change against what was before, with its direction and whether that is good news. */
export function ChangeMark({ change }: { readonly change: Change | undefined }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  if (!change) return <span title={t('analytics.change_unknown')}>–</span>
  const text = changeText(change, format.language, t)
  if (isNothing(change)) return <span className={styles['change']}>{t('analytics.change_none')}</span>
  const Arrow = change.by > 0 ? IconArrowUpRight : IconArrowDownRight
  return (
    <span className={styles['change']} data-tone={change.tone}>
      <Arrow size={14} stroke={2} aria-hidden />
      {text}
    </span>
  )
}

const leastShown = 0.0005

/** Too small to be written with the digits that a card has. */
function isNothing({ by }: Change): boolean {
  return Math.abs(by) < leastShown
}

function changeText({ by, kind }: Change, language: string, t: ReturnType<typeof useT>): string {
  const write = (style: 'percent' | 'decimal', value: number): string =>
    new Intl.NumberFormat(language, {
      style,
      signDisplay: 'exceptZero',
      maximumFractionDigits: Math.abs(by) < 1 ? 1 : 0,
    }).format(value)
  return kind === 'points'
    ? t('analytics.points', { points: write('decimal', by * 100) })
    : write('percent', by)
}
