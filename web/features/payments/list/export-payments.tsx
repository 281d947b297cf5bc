import type { ReactNode } from 'react'
import { paymentsApi } from '../../../api/payments-api.ts'
import { ExportList } from '../../../ui/exports/export-list.tsx'
import { useLanguage, useT } from '../../../ui/index.ts'

/** All payments as a file; the account that they came to, as a report. */
export function ExportPayments(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  return (
    <ExportList
      fetchFile={(format) => paymentsApi.file({ format, language }, t('payments.title'))}
      report={{ type: 'account_statement', transaction_kind: ['deposit'] }}
    />
  )
}
