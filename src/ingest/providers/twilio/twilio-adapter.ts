import type { MessageStep } from '../../../contract/index.ts'
import { fail, fromApiMoney, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import type { HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { senderOf } from '../../recipient-fields.ts'
import { readTwilioAddress, twilioRecipient } from './twilio-address.ts'
import { reasonForTwilioError } from './twilio-errors.ts'
import { readTwilioParameters, type TwilioParameters } from './twilio-parameters.ts'
import { readTwilioClick, readTwilioReply } from './twilio-reaction.ts'
import { isSignedByTwilio } from './twilio-signature.ts'

const provider = 'twilio'

/** Twilio's MessageStatus → step. Others, and `partially_delivered` (of a group), are noted and move nothing. */
const stepByStatus: Readonly<Record<string, MessageStep>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'cancelled',
}
/** Statuses of messages that came in. */
const inboundStatuses = new Set(['receiving', 'received'])

/** Callbacks of Twilio Programmable Messaging: one POST per status, per message that came in and per click. */
export const twilioAdapter: ProviderAdapter = {
  provider,
  keptHeaders: ['x-twilio-signature', 'i-twilio-idempotency-token'],
  answer: { status: 204, contentType: null, body: '' },
  verify: (request, settings) => isSignedByTwilio(request, settings.auth_token ?? ''),
  toEvents(request: HookRequest, context: HookContext) {
    const parameters = readTwilioParameters(request)
    if (!parameters) return fail('invalid_body', 'The body is neither a form nor a JSON object.')
    if ((parameters('AccountSid') || parameters('account_sid')) !== context.settings.account_sid)
      return fail('wrong_account', 'AccountSid is not the account of this connection.')
    return ok(eventsOf(provider, [readReport(parameters)], context))
  },
}

/** Null for what is about no message that was sent. */
function readReport(read: TwilioParameters): ProviderReport | null {
  if (read('event_type') !== '') return readTwilioClick(read)
  const status = tidyText(read('MessageStatus') || read('SmsStatus')).toLowerCase()
  return inboundStatuses.has(status) ? readTwilioReply(read) : readStatus(read, status)
}

function readStatus(read: TwilioParameters, status: string): ProviderReport | null {
  const messageId = tidyText(read('MessageSid') || read('SmsSid'), maxLength.id)
  if (messageId === '' || status === '') return null
  const isRead = read('EventType').toUpperCase() === 'READ'
  const errorCode = readErrorCode(read)
  const to = readTwilioAddress(read('To'))
  const from = readTwilioAddress(read('From'))
  return {
    messageId,
    identity: [isRead ? 'read' : status],
    step: isRead ? 'read' : (stepOfStatus(status) ?? 'noted'),
    channel: to.channel || from.channel || readTwilioAddress(`${read('ChannelPrefix')}:`).channel || 'sms',
    providerTimeMs: null,
    requestIndex: 0,
    sender: senderOf(from.address),
    ...twilioRecipient(to.address),
    segments: readSegments(read('NumSegments')),
    errorCode,
    errorReason: errorCode === '' ? '' : readErrorReason(read, errorCode),
    ...readPrice(read),
  }
}

function stepOfStatus(status: string): MessageStep | undefined {
  return Object.hasOwn(stepByStatus, status) ? stepByStatus[status] : undefined
}

function readErrorCode(read: TwilioParameters): string {
  const code = tidyText(read('ErrorCode'), maxLength.errorCode)
  return code === '0' ? '' : code
}

function readErrorReason(read: TwilioParameters, code: string): string {
  const given = read('ErrorMessage') || read('ChannelStatusMessage')
  return reasonForTwilioError(code) ?? tidyText(given, maxLength.errorReason)
}

function readSegments(written: string): number {
  return /^\d{1,3}$/.test(written) ? Number(written) : 0
}

/** Twilio writes what it charges as a negative amount. Callbacks rarely carry it. */
function readPrice(read: TwilioParameters): Pick<ProviderReport, 'costMicros' | 'costCurrency'> {
  const amount = read('Price').replace(/^-/, '')
  const price = fromApiMoney({ amount, currency: read('PriceUnit').toUpperCase() })
  if (!price.ok) return {}
  return { costMicros: price.value.amountMicros, costCurrency: price.value.currency }
}
