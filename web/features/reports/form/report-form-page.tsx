import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { reportTypesQuery } from '../../../api/report-queries.ts'
import { Card, EmptyState, ErrorState, Page, PageSkeleton, useT } from '../../../ui/index.ts'
import { FormViewProvider } from './form-view.tsx'
import { ReportForm } from './report-form.tsx'

/** The form of a new report, with its first rows beside it. */
export function ReportFormPage(): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  const { data, isError, error, refetch } = useQuery(reportTypesQuery)
  if (!data) {
    if (!isError) return <PageSkeleton />
    return (
      <Page title={t('report_form.title')}>
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </Page>
    )
  }
  const [first, ...others] = data.types
  if (first === undefined)
    return (
      <Page title={t('report_form.title')}>
        <Card>
          <EmptyState
            icon={<IconLock size={28} stroke={1.5} />}
            title={t('report_page.forbidden_title')}
            text={t('report_page.forbidden_text')}
          />
        </Card>
      </Page>
    )
  return (
    <FormViewProvider nowMs={nowMs} types={[first, ...others]}>
      <Page title={t('report_form.title')}>
        <ReportForm />
      </Page>
    </FormViewProvider>
  )
}
