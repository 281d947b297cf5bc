import { IconWorld } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import styles from './period.module.css'
import { useSelectionView } from './selection-view.tsx'

/** The zone that the page is written in, with its offset now or, in a period of the past, at its end. */
export function ZoneMark(): ReactNode {
  const t = useT()
  const { period, nowMs, format } = useSelectionView()
  return (
    <span className={styles['zone']} title={t('selection.zone')}>
      <IconWorld size={14} stroke={1.6} aria-hidden />
      {format.zone(Math.min(period.toMs - 1, Math.max(period.fromMs, nowMs)))}
    </span>
  )
}
