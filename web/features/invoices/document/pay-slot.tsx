import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'

/**
 * The place of the button that pays for a document, first among its actions. Paying is not there yet: until it is, documents are paid
 * by bank transfer under their number.
 */
export function PaySlot(_props: { readonly invoice: InvoiceDetail }): ReactNode {
  return null
}
