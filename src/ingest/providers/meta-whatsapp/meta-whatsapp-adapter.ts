import { createHmac } from 'node:crypto'
import { type MessageStep, maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf, parseJsonObject } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochSeconds } from '../../provider-time.ts'
import { equalsSecret } from '../../secret-text.ts'
import { type MetaAddress, readMetaAddress } from './meta-address.ts'
import { type MetaItem, readMetaReply } from './meta-reply.ts'

const provider = 'meta-whatsapp'
const channel = 'whatsapp'

/** Meta's status → step; `played` is a voice message listened to. Others are noted and move nothing. */
const stepByStatus: ReadonlyMap<string, MessageStep> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
])

const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }
const maxChallengeLength = 1_000

/** Webhooks of the WhatsApp Cloud API, object `whatsapp_business_account`, field `messages`. */
export const metaWhatsappAdapter: ProviderAdapter = {
  provider,
  keptHeaders: ['x-hub-signature-256'],
  secretParameters: ['hub.verify_token'],
  answer,
  verify(request, settings) {
    const secret = settings.app_secret ?? ''
    if (secret === '') return false
    const expected = createHmac('sha256', secret).update(request.body).digest('hex')
    return equalsSecret(request.headers['x-hub-signature-256'] ?? '', `sha256=${expected}`)
  },
  handshake(request, settings) {
    const query = URL.canParse(request.url) ? new URL(request.url).searchParams : new URLSearchParams()
    const challenge = query.get('hub.challenge') ?? ''
    const isSubscription = query.get('hub.mode') === 'subscribe' && challenge.length <= maxChallengeLength
    return isSubscription && equalsSecret(query.get('hub.verify_token') ?? '', settings.verify_token ?? '')
      ? ok({ ...answer, body: challenge })
      : fail('invalid_verify_token', "hub.verify_token is not this connection's verify token.")
  },
  toEvents(request: HookRequest, context: HookContext) {
    const body = parseJsonObject(request.body)
    if (!body) return fail('invalid_body', 'The body is not a JSON object.')
    const items = readItems(body)
    if (items.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} statuses and messages.`)
    return ok(eventsOf(provider, readReports(items), context))
  },
}

function* readReports(items: readonly MetaItem[]): Generator<ProviderReport | null> {
  for (const item of items) yield item.isInbound ? readMetaReply(item) : readReport(item)
}

/** The statuses and inbound messages of all changes, counted through. Calls and payments report under the same name and are left out. */
function readItems(body: object): readonly MetaItem[] {
  const found: MetaItem[] = []
  for (const entry of listOf(fieldOf(body, 'entry'))) {
    for (const change of listOf(fieldOf(entry, 'changes'))) {
      if (fieldOf(change, 'field') !== 'messages') continue
      const value = fieldOf(change, 'value')
      const business = fieldOf(value, 'metadata', 'display_phone_number')
      for (const item of listOf(fieldOf(value, 'statuses')))
        found.push({ item, business, index: found.length, isInbound: false })
      for (const item of listOf(fieldOf(value, 'messages')))
        found.push({ item, business, index: found.length, isInbound: true })
    }
  }
  return found.filter(({ item, isInbound }) => {
    const type = fieldOf(item, 'type')
    return isInbound || typeof type !== 'string' || type === 'message'
  })
}

/** Null where the report does not name a message and a status. */
function readReport({ item: status, business, index }: MetaItem): ProviderReport | null {
  const messageId = tidyText(fieldOf(status, 'id'), maxLength.id)
  const name = tidyText(fieldOf(status, 'status')).toLowerCase()
  if (messageId === '' || name === '') return null
  const timestamp = tidyText(fieldOf(status, 'timestamp'))
  const participant = tidyText(
    fieldOf(status, 'recipient_participant_id') ?? fieldOf(status, 'recipient_participant_user_id'),
    maxLength.address,
  )
  const category = tidyText(
    fieldOf(status, 'pricing', 'category') ?? fieldOf(status, 'conversation', 'origin', 'type'),
  )
  const error = readError(status)
  return {
    messageId,
    participant,
    identity: [name, timestamp],
    step: stepByStatus.get(name) ?? 'noted',
    channel,
    providerTimeMs: readEpochSeconds(timestamp),
    requestIndex: index,
    sender: readMetaAddress(business).recipient,
    ...readRecipient(status, participant),
    category,
    kind: kindOf(category),
    ...error,
  }
}

/** A member of a group, else the number, else the business-scoped user id of a user without a visible number. */
function readRecipient(status: unknown, participant: string): MetaAddress {
  const number = tidyText(fieldOf(status, 'recipient_id'), maxLength.address)
  const userId = tidyText(fieldOf(status, 'recipient_user_id'), maxLength.address)
  return readMetaAddress(participant || number || userId)
}

function readError(status: unknown): Required<Pick<ProviderReport, 'errorCode' | 'errorReason'>> {
  const [error] = listOf(fieldOf(status, 'errors'))
  const reason =
    fieldOf(error, 'title') ?? fieldOf(error, 'message') ?? fieldOf(error, 'error_data', 'details')
  return {
    errorCode: tidyText(fieldOf(error, 'code'), maxLength.errorCode),
    errorReason: tidyText(reason, maxLength.errorReason),
  }
}

function kindOf(category: string): string {
  if (category === '') return ''
  return category.startsWith('marketing') ? 'advertising' : 'service'
}
