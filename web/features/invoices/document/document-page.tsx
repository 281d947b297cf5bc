import { Alert, Skeleton } from '@mantine/core'
import { IconBan, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { invoiceQuery } from '../../../api/invoice-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, ErrorState, Page, useFormat, useT } from '../../../ui/index.ts'
import { useListCameFrom } from '../came-from.ts'
import { CorrectionDialogs } from './correction-dialogs.tsx'
import { CreditNotesCard } from './credit-notes-card.tsx'
import classes from './document.module.css'
import { DocumentActions } from './document-actions.tsx'
import { DocumentSums } from './document-sums.tsx'
import { FactsCard } from './facts-card.tsx'
import { LinesCard } from './lines-card.tsx'
import { PartiesCard } from './parties-card.tsx'

/** One document: what stands on it, how it stands now, what is behind its lines, and what may be done with it. */
export function DocumentPage(): ReactNode {
  const { invoiceId } = useParams({ from: '/frame/invoices/$invoiceId' })
  const { data, error, refetch } = useQuery(invoiceQuery(invoiceId))
  if (data) return <DocumentView invoice={data} />
  return <NoDocument error={error} onRetry={() => void refetch()} />
}

interface NoDocumentProps {
  readonly error: unknown
  readonly onRetry: () => void
}

function NoDocument({ error, onRetry }: NoDocumentProps): ReactNode {
  const t = useT()
  return (
    <Page title={t('invoices.title')}>
      {error ? (
        <Card>
          <ErrorState error={error} onRetry={onRetry} />
        </Card>
      ) : (
        [92, 220, 420].map((height) => <Skeleton key={height} height={height} aria-busy />)
      )}
    </Page>
  )
}

function DocumentView({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  return (
    <>
      <Breadcrumb invoice={invoice} />
      <Page title={invoice.number} actions={<DocumentActions invoice={invoice} />}>
        <VoidNote invoice={invoice} />
        <DocumentSums invoice={invoice} />
        <div className={classes['columns']}>
          <PartiesCard invoice={invoice} />
          <FactsCard invoice={invoice} />
        </div>
        <LinesCard invoice={invoice} />
        <CreditNotesCard notes={invoice.credit_notes} />
      </Page>
      <CorrectionDialogs invoice={invoice} />
    </>
  )
}

/** The way back: to the list as it was left; else to the own documents, or to those that were issued. */
function Breadcrumb({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const t = useT()
  const list = useListCameFrom()
  const { company } = useSession()
  const isOwn = invoice.company.id === company.id
  return (
    <nav className={classes['crumbs']} aria-label={t('invoices.breadcrumbs')}>
      <Link to="/invoices" search={list ?? (isOwn ? {} : { view: 'issued' })}>
        {isOwn ? t('invoices.title') : t('invoices.issued_by_us')}
      </Link>
      <IconChevronRight size={14} stroke={1.6} aria-hidden />
      <span>{t(`invoices.kind_${invoice.kind}`)}</span>
    </nav>
  )
}

function VoidNote({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  if (invoice.voided_at === null) return null
  return (
    <Alert
      variant="light"
      color="gray"
      icon={<IconBan size={20} aria-hidden />}
      title={t('invoices.voided', { time: format.dateTime(invoice.voided_at) })}
    >
      {t('invoices.voided_text', { reason: invoice.void_reason ?? '' })}
    </Alert>
  )
}
