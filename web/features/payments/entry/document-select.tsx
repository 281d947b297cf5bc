import { Select, type SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ImportedLine } from '../../../../src/contract/index.ts'
import { payableDocumentsQuery } from '../../../api/payments-queries.ts'
import { useFormat, useT } from '../../../ui/index.ts'

interface DocumentSelectProps extends Omit<SelectProps, 'data'> {
  readonly companyId: string | null
  /** Offered besides those of which something is due: what the line was found to name. */
  readonly also?: ImportedLine['proposal']['documents']
}

/** No document. */
const none = ''
const nothingElse: NonNullable<DocumentSelectProps['also']> = []

/** Invoices and pro-formas of a company of which something is due; or no document at all. */
export function DocumentSelect({
  companyId,
  also = nothingElse,
  value,
  onChange,
  ...props
}: DocumentSelectProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const due = useQuery(payableDocumentsQuery(companyId))
  const offered = new Map(
    [
      ...also.map(({ document_id: id, number, due: left }) => ({ id, number, due: left })),
      ...(due.data ?? []),
    ].map((document) => [document.id, document]),
  )
  return (
    <Select
      label={t('payments.document')}
      description={t('payments.document_help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      disabled={companyId === null}
      searchable
      allowDeselect={false}
      data-path="invoice_id"
      {...props}
      data={[
        { value: none, label: t('payments.document_none') },
        ...[...offered.values()].map((document) => ({
          value: document.id,
          label: t('payments.document_due', { number: document.number, due: format.money(document.due) }),
        })),
      ]}
      value={value ?? none}
      onChange={(next, option) => onChange?.(next === none ? null : next, option)}
    />
  )
}
