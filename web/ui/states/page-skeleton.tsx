import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import page from '../page/page.module.css'
import { Delayed } from './delayed.tsx'

/** Stands in while the code of a page is on its way. */
export function PageSkeleton(): ReactNode {
  const t = useT()
  return (
    <Delayed>
      <div className={page['page']} aria-busy aria-label={t('shell.loading')}>
        <div className={page['head']}>
          <Skeleton height={28} width={180} />
        </div>
        <div className={page['content']}>
          <Skeleton height={40} />
          <Skeleton height={120} />
          <Skeleton height={320} />
        </div>
      </div>
    </Delayed>
  )
}
