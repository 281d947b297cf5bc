import type { MessageStep } from '../../../contract/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf } from '../../json-fields.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readInstant } from '../../provider-time.ts'
import { mailboxKey, mailboxOf, recipientFields } from '../../recipient-fields.ts'

const channel = 'email'

/** What one kind of event tells, about whom, and where its details stand. */
interface SesKind {
  readonly step: MessageStep
  readonly details: string
  /** List of the recipients within the details: addresses, or objects with one. */
  readonly recipients?: string
}

/** By `eventType`, or `notificationType` of the older feedback notifications; others are noted and move nothing. */
const kinds: ReadonlyMap<string, SesKind> = new Map([
  ['Send', { step: 'accepted', details: 'send' }],
  ['Delivery', { step: 'delivered', details: 'delivery', recipients: 'recipients' }],
  ['DeliveryDelay', { step: 'queued', details: 'deliveryDelay', recipients: 'delayedRecipients' }],
  ['Bounce', { step: 'failed', details: 'bounce', recipients: 'bouncedRecipients' }],
  ['Complaint', { step: 'complained', details: 'complaint', recipients: 'complainedRecipients' }],
  ['Reject', { step: 'rejected', details: 'reject' }],
  ['Rendering Failure', { step: 'rejected', details: 'failure' }],
  ['Open', { step: 'read', details: 'open' }],
  ['Click', { step: 'clicked', details: 'click' }],
  ['Subscription', { step: 'unsubscribed', details: 'subscription' }],
])
/** Kinds that a recipient causes and that do not name which one it was. */
const byRecipient: ReadonlySet<string> = new Set(['Open', 'Click', 'Subscription'])

interface SesEvent {
  readonly body: unknown
  readonly name: string
  readonly kind: SesKind | undefined
  readonly details: unknown
  readonly messageId: string
}

/** One report for each recipient. Every event also says when the mail was taken in (`mail.timestamp`). */
export function readSesReports(body: unknown): readonly ProviderReport[] {
  const name = tidyText(fieldOf(body, 'eventType') ?? fieldOf(body, 'notificationType'))
  const messageId = tidyText(fieldOf(body, 'mail', 'messageId'), maxLength.id)
  if (name === '' || messageId === '') return []
  const kind = kinds.get(name)
  const event = { body, name, kind, details: kind && fieldOf(body, kind.details), messageId }
  return recipientsOf(event).flatMap((recipient, index) => {
    const base = baseOf(event, mailboxOf(fieldOf(recipient, 'emailAddress') ?? recipient), index)
    if (base.participant === '') return []
    const submission = toSubmission(event, base)
    const report = kind?.step === 'accepted' ? null : toReport(event, base, recipient)
    return [submission, report].filter((found) => found !== null)
  })
}

/** Those whom the details name, else all of the mail; of an open or click by one of several nobody can say by whom. */
function recipientsOf({ body, name, kind, details }: SesEvent): readonly unknown[] {
  const named = kind?.recipients === undefined ? [] : listOf(fieldOf(details, kind.recipients))
  if (named.length > 0) return named
  const all = listOf(fieldOf(body, 'mail', 'destination'))
  return byRecipient.has(name) && all.length > 1 ? [] : all
}

function baseOf({ body, messageId }: SesEvent, mailbox: string, index: number) {
  return {
    messageId,
    participant: mailboxKey(mailbox),
    channel,
    requestIndex: index,
    sender: mailboxOf(fieldOf(body, 'mail', 'source')),
    ...recipientFields(channel, mailbox),
    campaign: tidyText(listOf(fieldOf(body, 'mail', 'tags', 'campaign'))[0]),
  }
}
type Base = ReturnType<typeof baseOf>

function toSubmission({ body }: SesEvent, base: Base): ProviderReport | null {
  const timestamp = tidyText(fieldOf(body, 'mail', 'timestamp'))
  const providerTimeMs = readInstant(timestamp)
  return providerTimeMs === null
    ? null
    : { ...base, identity: ['Send', timestamp], step: 'accepted', providerTimeMs }
}

function toReport({ name, kind, details }: SesEvent, base: Base, recipient: unknown): ProviderReport {
  const timestamp = tidyText(fieldOf(details, 'timestamp'))
  const feedbackId = tidyText(fieldOf(details, 'feedbackId'), maxLength.id)
  return {
    ...base,
    identity: [name, timestamp, feedbackId],
    step: stepOf(kind, details, recipient),
    providerTimeMs: readInstant(timestamp),
    template: tidyText(fieldOf(details, 'templateName')),
    url: tidyText(fieldOf(details, 'link'), maxLength.url),
    ...readError(name, details, recipient),
  }
}

/**
 * Automatic answers (out of office) come as transient, general bounces of mails that were delivered, with nothing of a failure about
 * the recipient: they are noted. A subscription that was only changed takes nobody off.
 */
function stepOf(kind: SesKind | undefined, details: unknown, recipient: unknown): MessageStep {
  if (!kind) return 'noted'
  if (kind.step === 'unsubscribed') return hasUnsubscribed(details) ? 'unsubscribed' : 'noted'
  const isGeneral =
    fieldOf(details, 'bounceType') === 'Transient' && fieldOf(details, 'bounceSubType') === 'General'
  const hasFailed = ['action', 'status', 'diagnosticCode'].some(
    (name) => fieldOf(recipient, name) !== undefined,
  )
  return kind.step === 'failed' && isGeneral && !hasFailed ? 'noted' : kind.step
}

function hasUnsubscribed(details: unknown): boolean {
  const after = fieldOf(details, 'newTopicPreferences')
  if (fieldOf(after, 'unsubscribeAll') === true) return true
  const topics = listOf(fieldOf(after, 'topicSubscriptionStatus'))
  return topics.some((topic) => /^optout$/i.test(tidyText(fieldOf(topic, 'subscriptionStatus'))))
}

function readError(
  name: string,
  details: unknown,
  recipient: unknown,
): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const codes: Readonly<Record<string, unknown>> = {
    Bounce: fieldOf(recipient, 'status') ?? fieldOf(details, 'bounceSubType'),
    DeliveryDelay: fieldOf(recipient, 'status') ?? fieldOf(details, 'delayType'),
    Complaint: fieldOf(details, 'complaintFeedbackType'),
  }
  const reason =
    fieldOf(recipient, 'diagnosticCode') ??
    fieldOf(details, 'reason') ??
    fieldOf(details, 'errorMessage') ??
    fieldOf(details, 'bounceType') ??
    fieldOf(details, 'delayType')
  return {
    errorCode: tidyText(Object.hasOwn(codes, name) ? codes[name] : '', maxLength.errorCode),
    errorReason: tidyText(reason, maxLength.errorReason),
  }
}
