import type { MessageStep } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf } from '../../json-fields.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { recipientFields } from '../../recipient-fields.ts'
import { type InfobipPlace, infobipChannel } from './infobip-report.ts'

/** Infobip's notification → step. Others are noted and move nothing. */
const stepByNotification: ReadonlyMap<string, MessageStep> = new Map([
  ['OPENED', 'read'],
  ['CLICKED', 'clicked'],
  ['UNSUBSCRIBED', 'unsubscribed'],
  ['COMPLAINED', 'complained'],
  ['LATE_BOUNCE', 'failed'],
  ['BOUNCED', 'failed'],
])

/** What a recipient did with an e-mail or a link; null where the notification names no message. */
export function readInfobipTracking(
  notification: unknown,
  { channel: stated, index }: InfobipPlace,
): ProviderReport | null {
  const messageId = tidyText(fieldOf(notification, 'messageId'), maxLength.id)
  const type = tidyText(fieldOf(notification, 'notificationType')).toUpperCase()
  if (messageId === '' || type === '') return null
  const to = tidyText(fieldOf(notification, 'recipient') ?? fieldOf(notification, 'to'), maxLength.address)
  const channel = infobipChannel(fieldOf(notification, 'channel'), stated, to)
  const time = fieldOf(notification, 'sendDateTime') ?? fieldOf(notification, 'timestamp')
  return {
    messageId,
    identity: [type, tidyText(time), tidyText(fieldOf(notification, 'eventId'))],
    step: stepByNotification.get(type) ?? 'noted',
    channel,
    // `sendDateTime` may be that of the message: the documentation leaves it open, so the time of receipt counts.
    providerTimeMs: null,
    requestIndex: index,
    ...recipientFields(channel, to),
    url: tidyText(fieldOf(notification, 'url'), maxLength.url),
  }
}
