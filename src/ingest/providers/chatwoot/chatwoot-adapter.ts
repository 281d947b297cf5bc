import { createHmac } from 'node:crypto'
import type { ChatEvent } from '../../../chats/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, parseJsonObject } from '../../json-fields.ts'
import type { HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { type ChatReport, fromChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { equalsSecret } from '../../secret-text.ts'
import { readChatwootId } from './chatwoot-values.ts'
import { statusReports, updateReports } from './read-changes.ts'
import { assignmentOf, type Conversation, moveOf, openingOf, readConversation } from './read-conversation.ts'
import { messageReports } from './read-message.ts'

export const chatwootProvider = 'chatwoot'
const toleranceMs = 10 * 60_000

/** Webhooks of a Chatwoot account: conversations and messages. */
export const chatwootAdapter: ProviderAdapter = {
  provider: chatwootProvider,
  keptHeaders: ['x-chatwoot-signature', 'x-chatwoot-timestamp', 'x-chatwoot-delivery'],
  secretParameters: ['token'],
  answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' },
  verify: (request, settings, { nowMs }) => {
    const secret = settings.webhook_secret ?? ''
    return isSigned(request, secret, nowMs) || equalsSecret(tokenOf(request), secret)
  },
  toEvents(request: HookRequest, context: HookContext) {
    const body = parseJsonObject(request.body)
    if (!body) return fail('invalid_body', 'The body is not a JSON object.')
    return ok(eventsOf(readReports(body), context))
  },
}

function* eventsOf(reports: Iterable<ChatReport>, context: HookContext): Generator<ChatEvent> {
  for (const report of reports) yield fromChatReport(chatwootProvider, report, context)
}

/** Versions that sign do so over `timestamp.body`. */
function isSigned(request: HookRequest, secret: string, nowMs: number): boolean {
  const timestamp = request.headers['x-chatwoot-timestamp'] ?? ''
  const isRecent = /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= toleranceMs
  if (secret === '' || !isRecent) return false
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(request.body).digest('hex')
  return equalsSecret(request.headers['x-chatwoot-signature'] ?? '', `sha256=${expected}`)
}

/** Those that do not are told to carry the secret in the address. */
function tokenOf({ url }: HookRequest): string {
  return URL.canParse(url) ? (new URL(url).searchParams.get('token') ?? '') : ''
}

function readReports(body: object): readonly ChatReport[] {
  const event = tidyText(fieldOf(body, 'event'))
  if (event === 'message_created' || event === 'message_updated') return ofMessage(body)
  const conversation = event.startsWith('conversation_') ? readConversation(body) : null
  if (!conversation) return []
  const opening = openingOf(conversation)
  if (event === 'conversation_created') return [opening, ...createdWith(conversation)]
  if (event === 'conversation_status_changed') return [opening, ...statusReports(body, conversation)]
  if (event === 'conversation_updated') return [opening, ...updateReports(body, conversation)]
  return []
}

function ofMessage(body: object): readonly ChatReport[] {
  const conversation = readConversation(fieldOf(body, 'conversation'))
  if (!conversation) return []
  const place = {
    chatId: conversation.id,
    inboxName: tidyText(fieldOf(body, 'inbox', 'name'), maxLength.label),
    requestIndex: 0,
  }
  const inboxId = conversation.inboxId || readChatwootId(fieldOf(body, 'inbox', 'id'))
  return [openingOf({ ...conversation, inboxId }), ...messageReports(body, place)]
}

/** Whom a new conversation has from its beginning. */
function createdWith(conversation: Conversation): readonly ChatReport[] {
  const { createdAtMs, assigneeId, teamId } = conversation
  return [
    ...(teamId === '' ? [] : [moveOf(conversation, createdAtMs, teamId)]),
    ...(assigneeId === '' ? [] : [assignmentOf(conversation, createdAtMs, assigneeId)]),
  ]
}
