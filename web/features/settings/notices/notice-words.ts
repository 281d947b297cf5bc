import type { AttemptError, Delivery, NoticeType } from '../../../../src/contract/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'

const typeKeys = {
  'invoice.finalised': 'notices.type_invoice_finalised',
  'payment.received': 'notices.type_payment_received',
  'balance.low': 'notices.type_balance_low',
  'report.ready': 'notices.type_report_ready',
  'month.closed': 'notices.type_month_closed',
  test: 'notices.type_test',
} as const

export function typeName(t: Translate, type: NoticeType | 'test'): string {
  return t(typeKeys[type])
}

/** How an attempt ended: what the other side answered, or why it did not. */
export function resultText(t: Translate, status: number | null, error: AttemptError | null): string {
  if (error !== null) return t(`notices.error_${error}`)
  return t('notices.answered', { status: String(status ?? '') })
}

/** One that waits was not tried yet, or is to be tried again. */
export function stateName(t: Translate, { state, attempts }: Pick<Delivery, 'state' | 'attempts'>): string {
  return state === 'waiting' && attempts > 0 ? t('notices.state_again') : t(`notices.state_${state}`)
}
