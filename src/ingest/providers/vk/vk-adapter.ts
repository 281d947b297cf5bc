import type { ChatEvent } from '../../../chats/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, parseJsonObject } from '../../json-fields.ts'
import type { HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { type ChatReport, fromChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { equalsSecret } from '../../secret-text.ts'

const provider = 'vk'
const answer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' } as const
/** Peers from here on are talks of several people, not of one customer. */
const firstGroupPeer = 2_000_000_000

/** VK's Callback API: messages of a community with its customers. `message_read` is a mark up to which was read, and nothing here. */
export const vkAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [],
  answer,
  verify(request: HookRequest, settings) {
    const body = parseJsonObject(request.body)
    const secret = tidyText(fieldOf(body, 'secret'))
    // The first question, which is only answered, may come without.
    if (secret === '' && tidyText(fieldOf(body, 'type')) === 'confirmation') return true
    return equalsSecret(secret, settings.secret ?? '')
  },
  confirm(request, _context, settings) {
    const body = parseJsonObject(request.body)
    if (tidyText(fieldOf(body, 'type')) !== 'confirmation') return null
    return Promise.resolve(ok({ ...answer, body: settings.confirmation ?? '' }))
  },
  toEvents(request, context) {
    const body = parseJsonObject(request.body)
    if (!body) return fail('invalid_body', 'The body is not a JSON object.')
    const report = readMessage(body)
    return ok<Iterable<ChatEvent>>(report ? [fromChatReport(provider, report, context)] : [])
  },
}

/** Null where it is no message to or from one customer. Since version 5.103 of the API a new message stands one level deeper. */
function readMessage(body: object): ChatReport | null {
  const type = tidyText(fieldOf(body, 'type'))
  if (type !== 'message_new' && type !== 'message_reply') return null
  const object = fieldOf(body, 'object')
  const message = fieldOf(object, 'message') ?? object
  const peerId = tidyText(fieldOf(message, 'peer_id') ?? fieldOf(message, 'user_id'), maxLength.id)
  const messageId = idOf(message)
  if (!/^\d{1,15}$/.test(peerId) || Number(peerId) >= firstGroupPeer || messageId === '') return null
  const seconds = tidyText(fieldOf(message, 'date'))
  return {
    chatId: peerId,
    step: 'message',
    identity: [messageId],
    providerTimeMs: /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : null,
    requestIndex: 0,
    messenger: 'vkontakte',
    channelId: tidyText(fieldOf(body, 'group_id'), maxLength.id),
    customerId: peerId,
    messageId,
    ...writerOf(type, message),
  }
}

/** The number within the conversation, which every message has; `id` is 0 to some. */
function idOf(message: unknown): string {
  const own = tidyText(fieldOf(message, 'conversation_message_id'), maxLength.id)
  return own === '' || own === '0' ? tidyText(fieldOf(message, 'id'), maxLength.id) : own
}

/** Replies come from a member of staff, who is named, or from a program with the community's key. */
function writerOf(type: string, message: unknown): Partial<ChatReport> {
  if (type === 'message_new' && tidyText(fieldOf(message, 'out')) !== '1') return { author: 'customer' }
  const operatorId = tidyText(fieldOf(message, 'admin_author_id'), maxLength.id)
  return operatorId === '' || operatorId === '0' ? { author: 'bot' } : { author: 'operator', operatorId }
}
