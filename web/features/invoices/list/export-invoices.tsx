import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { ExportList } from '../../../ui/exports/export-list.tsx'
import { useLanguage, useSelectionView, useT } from '../../../ui/index.ts'
import { useInvoicesQuestion } from './use-invoices.ts'

/** All documents that the page's settings hold, as a file; what they charge for, as a report. */
export function ExportInvoices(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { zone } = useSelectionView()
  const question = useInvoicesQuestion()
  const { period, from, to } = useSearch({ from: '/frame/invoices' })
  return (
    <ExportList
      fetchFile={(format) =>
        invoiceApi.listFile({ ...question, format, language, time_zone: zone }, t('invoices.title'))
      }
      report={{ type: 'charges', period, from, to }}
    />
  )
}
