import type { ReactNode } from 'react'
import { Page, useT } from '../../ui/index.ts'

export function AnalyticsPage(): ReactNode {
  const t = useT()
  return <Page title={t('analytics.title')}>{null}</Page>
}
