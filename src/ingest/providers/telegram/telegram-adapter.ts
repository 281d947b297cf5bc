import type { ChatEvent } from '../../../chats/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, parseJsonObject } from '../../json-fields.ts'
import type { ProviderAdapter } from '../../provider-adapter.ts'
import { type ChatReport, fromChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { equalsSecret } from '../../secret-text.ts'

const provider = 'telegram'

/** Updates of a Telegram bot, by webhook: messages of private chats. */
export const telegramAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [],
  answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' },
  verify: ({ headers }, settings) =>
    equalsSecret(headers['x-telegram-bot-api-secret-token'] ?? '', settings.secret_token ?? ''),
  toEvents(request, context) {
    const body = parseJsonObject(request.body)
    if (!body) return fail('invalid_body', 'The body is not a JSON object.')
    const report = readMessage(fieldOf(body, 'message') ?? fieldOf(body, 'business_message'))
    return ok<Iterable<ChatEvent>>(report ? [fromChatReport(provider, report, context)] : [])
  },
}

/** Null where it is no message of a private chat. Edits, reactions, buttons and groups are archived only. */
function readMessage(message: unknown): ChatReport | null {
  const chatId = tidyText(fieldOf(message, 'chat', 'id'), maxLength.id)
  const messageId = tidyText(fieldOf(message, 'message_id'), maxLength.id)
  const isPrivate = tidyText(fieldOf(message, 'chat', 'type')) === 'private'
  if (chatId === '' || messageId === '' || !isPrivate) return null
  const seconds = tidyText(fieldOf(message, 'date'))
  const connection = tidyText(fieldOf(message, 'business_connection_id'), maxLength.id)
  return {
    chatId,
    step: 'message',
    identity: [connection, messageId],
    providerTimeMs: /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : null,
    requestIndex: 0,
    messenger: 'telegram',
    channelId: connection || 'bot',
    customerId: chatId,
    messageId: `${connection}${messageId}`,
    ...writerOf(message, chatId),
  }
}

/** A private chat has the customer's id; in the chats of a business account the account's owner, or its bot, writes as well. */
function writerOf(message: unknown, chatId: string): Partial<ChatReport> {
  if (fieldOf(message, 'sender_business_bot') !== undefined) return { author: 'bot' }
  const from = fieldOf(message, 'from')
  const fromId = tidyText(fieldOf(from, 'id'), maxLength.id)
  if (fromId === '' || fromId === chatId) return { author: 'customer' }
  if (fieldOf(from, 'is_bot') === true) return { author: 'bot' }
  const name = [fieldOf(from, 'first_name'), fieldOf(from, 'last_name')].map((part) => tidyText(part))
  return {
    author: 'operator',
    operatorId: fromId,
    operatorName: name.filter(Boolean).join(' ').slice(0, maxLength.label).toWellFormed(),
  }
}
