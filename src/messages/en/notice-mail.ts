import type { Area } from '../catalogue-types.ts'

/** E-mails of notices. */
export const noticeMail = {
  open: 'Open Tallybook',
  why: 'You get this because {address} stands under Settings → Notices of {company} in Tallybook.',

  why_report: 'You get this because {address} is told of reports of {company} in Tallybook.',

  document_subject: '{document}: {total}',
  document_text: '{document} has been issued to {company}.',
  invoice_named: 'Invoice {number}',
  pro_forma_named: 'Pro-forma invoice {number}',
  credit_note_named: 'Credit note {number}',
  total: 'Total',
  due: 'To be paid',

  payment_subject: 'Payment of {amount} received',
  payment_text: 'A payment of {amount} to {company} has arrived.',
  reference: 'Reference',
  invoice: 'Invoice',

  low_subject: '{company}: balance is low, {balance}',
  low_text: 'The balance of {company} is no longer above the threshold that you set.',
  balance: 'Balance',
  threshold: 'Threshold',

  report_subject: 'The report “{name}” is ready',
  report_rows: 'Rows',
  report_kept: 'Kept until',
  report_text: 'The report “{name}” of {company} is ready to be downloaded.',

  month_subject: '{company}: {month} is closed',
  month_text: '{month} is closed for {company}: what is charged later goes to the next month.',
  no_invoice: 'None, there was nothing to charge',
} as const satisfies Area
