import { createHmac } from 'node:crypto'
import { type MessageStep, maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok } from '../../../core/index.ts'
import type { MessageEvent } from '../../../facts/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf, parseJsonObject } from '../../json-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { fromProviderReport, type ProviderReport, tidyText } from '../../provider-event.ts'
import { lookUpNumber } from '../../recipient.ts'
import { equalsSecret } from '../../secret-text.ts'

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
    const statuses = readStatuses(body)
    if (statuses.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} statuses.`)
    return ok(readEvents(statuses, context))
  },
}

function* readEvents(statuses: readonly Status[], context: HookContext): Generator<MessageEvent> {
  for (const status of statuses) {
    const report = readReport(status)
    if (report) yield fromProviderReport(provider, report, context)
  }
}

interface Status {
  readonly status: unknown
  readonly sender: unknown
  readonly index: number
}

/** The statuses of all changes, counted through. Calls and payments report under the same name and are left out. */
function readStatuses(body: object): readonly Status[] {
  const found: Status[] = []
  for (const entry of listOf(fieldOf(body, 'entry'))) {
    for (const change of listOf(fieldOf(entry, 'changes'))) {
      if (fieldOf(change, 'field') !== 'messages') continue
      const value = fieldOf(change, 'value')
      const sender = fieldOf(value, 'metadata', 'display_phone_number')
      for (const status of listOf(fieldOf(value, 'statuses')))
        found.push({ status, sender, index: found.length })
    }
  }
  return found.filter(({ status }) => {
    const type = fieldOf(status, 'type')
    return typeof type !== 'string' || type === 'message'
  })
}

/** Null where the report does not name a message and a status. */
function readReport({ status, sender, index }: Status): ProviderReport | null {
  const messageId = tidyText(fieldOf(status, 'id'), maxLength.id)
  const name = tidyText(fieldOf(status, 'status')).toLowerCase()
  if (messageId === '' || name === '') return null
  const timestamp = tidyText(fieldOf(status, 'timestamp'))
  const participant = tidyText(fieldOf(status, 'recipient_participant_id'), maxLength.address)
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
    providerTimeMs: readSeconds(timestamp),
    requestIndex: index,
    sender: readNumber(tidyText(sender, maxLength.address)).recipient,
    ...readRecipient(status, participant),
    category,
    kind: kindOf(category),
    ...error,
  }
}

type RecipientFields = Required<Pick<ProviderReport, 'recipient' | 'recipientType' | 'numberCountry'>>

/** A member of a group, else the number, else the business-scoped user id of a user without a visible number. */
function readRecipient(status: unknown, participant: string): RecipientFields {
  const number = tidyText(fieldOf(status, 'recipient_id'), maxLength.address)
  const userId = tidyText(fieldOf(status, 'recipient_user_id'), maxLength.address)
  return readNumber(participant || number || userId)
}

function readNumber(address: string): RecipientFields {
  const number = /^\+?\d/.test(address) ? lookUpNumber(address) : null
  if (number)
    return {
      recipient: number.address,
      recipientType: number.recipientType,
      numberCountry: number.numberCountry,
    }
  // A business-scoped user id begins with the country of the user: US.13491208655302741918
  const [, country = ''] = /^([A-Z]{2})\.[A-Za-z0-9.]+$/.exec(address) ?? []
  return { recipient: address, recipientType: '', numberCountry: country }
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

function readSeconds(timestamp: string): number | null {
  return /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : null
}

function kindOf(category: string): string {
  if (category === '') return ''
  return category.startsWith('marketing') ? 'advertising' : 'service'
}
