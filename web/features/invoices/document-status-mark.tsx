import type { ReactNode } from 'react'
import type { DocumentStatus } from '../../../src/contract/index.ts'
import { useT } from '../../ui/index.ts'
import classes from './document-status-mark.module.css'

/** How a document stands, in words, with a dot that makes columns of them quick to scan. */
export function DocumentStatusMark({ status }: { readonly status: DocumentStatus }): ReactNode {
  const t = useT()
  return (
    <span className={classes['mark']} data-status={status}>
      {t(`invoices.status_${status}`)}
    </span>
  )
}
