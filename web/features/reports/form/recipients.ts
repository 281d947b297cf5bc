import { maxReportRecipients } from '../../../../src/contract/report-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { isEmailLike } from '../../../ui/form/is-email-like.ts'

/** What is wrong with the addresses that a report is sent to, in words; null where nothing is. */
export function recipientsProblem(t: Translate, addresses: readonly string[]): string | null {
  if (addresses.length > maxReportRecipients)
    return t('report_form.recipients_many', { n: maxReportRecipients })
  const wrong = addresses.find((address) => !isEmailLike(address))
  return wrong === undefined ? null : t('report_form.recipients_wrong', { address: wrong })
}
