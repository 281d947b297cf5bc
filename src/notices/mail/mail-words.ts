import { testNoticeType } from '../../contract/index.ts'
import type { Formats, Translate } from '../../messages/index.ts'
import type { StoredNotice } from '../notice.ts'

interface MailWords {
  readonly subject: string
  readonly sentence: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** The path of the page that shows more. */
  readonly page: string
  /** Why the reader gets it, where it is not by the settings of notices. */
  readonly why?: 'notice_mail.why_report'
}

const moneyPage = '/transactions'
const invoicesPage = '/invoices'

/** What a notice says, by its type. */
export function mailWords(
  notice: StoredNotice,
  company: { readonly name: string },
  t: Translate,
  format: Formats,
): MailWords {
  switch (notice.type) {
    case 'invoice.finalised':
      return invoiceWords(notice, company, t, format)
    case 'payment.received': {
      const { amount, reference, invoice_number: number } = notice.data
      const words = { amount: format.money(amount), company: company.name }
      return {
        subject: t('notice_mail.payment_subject', words),
        sentence: t('notice_mail.payment_text', words),
        facts: [
          ...(reference === null ? [] : ([[t('notice_mail.reference'), reference]] as const)),
          ...(number === null ? [] : ([[t('notice_mail.invoice'), number]] as const)),
        ],
        page: moneyPage,
      }
    }
    case 'balance.low': {
      const balance = format.money(notice.data.balance)
      const threshold = format.money(notice.data.threshold)
      return {
        subject: t('notice_mail.low_subject', { company: company.name, balance }),
        sentence: t('notice_mail.low_text', { company: company.name }),
        facts: [
          [t('notice_mail.balance'), balance],
          [t('notice_mail.threshold'), threshold],
        ],
        page: moneyPage,
      }
    }
    case 'report.ready': {
      const { name, rows, kept_until: keptUntil } = notice.data
      return {
        subject: t('notice_mail.report_subject', { name }),
        sentence: t('notice_mail.report_text', { name, company: company.name }),
        facts: [
          ...(rows === undefined ? [] : ([[t('notice_mail.report_rows'), format.number(rows)]] as const)),
          ...(keptUntil === undefined
            ? []
            : ([[t('notice_mail.report_kept'), format.date(keptUntil)]] as const)),
        ],
        page: `/reports?open=${encodeURIComponent(notice.subjectId)}`,
        why: 'notice_mail.why_report',
      }
    }
    case 'month.closed':
      return monthWords(notice, company, t, format)
    case testNoticeType:
      throw new Error('a test goes to an endpoint, and never by e-mail')
  }
}

function invoiceWords(
  { data, subjectId }: Extract<StoredNotice, { type: 'invoice.finalised' }>,
  company: { readonly name: string },
  t: Translate,
  format: Formats,
): MailWords {
  const words = { document: t(`notice_mail.${data.kind}_named`, { number: data.number }) }
  return {
    subject: t('notice_mail.document_subject', { ...words, total: format.money(data.total) }),
    sentence: t('notice_mail.document_text', { ...words, company: company.name }),
    facts: [
      [t('notice_mail.total'), format.money(data.total)],
      ...(data.kind === 'credit_note' ? [] : ([[t('notice_mail.due'), format.money(data.due)]] as const)),
    ],
    page: `${invoicesPage}/${encodeURIComponent(subjectId)}`,
  }
}

function monthWords(
  { data }: Extract<StoredNotice, { type: 'month.closed' }>,
  company: { readonly name: string },
  t: Translate,
  format: Formats,
): MailWords {
  const words = { month: format.month(data.period_from), company: company.name }
  return {
    subject: t('notice_mail.month_subject', words),
    sentence: t('notice_mail.month_text', words),
    facts: [[t('notice_mail.invoice'), data.invoice_number ?? t('notice_mail.no_invoice')]],
    page: data.invoice_number === null ? moneyPage : invoicesPage,
  }
}
