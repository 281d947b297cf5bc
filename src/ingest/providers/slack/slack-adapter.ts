import { createHmac } from 'node:crypto'
import type { ChatEvent } from '../../../chats/index.ts'
import { fail, ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, parseJsonObject } from '../../json-fields.ts'
import type { HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { type ChatReport, fromChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { equalsSecret } from '../../secret-text.ts'

const provider = 'slack'
const answer = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' } as const
/** Slack's own advice. */
const toleranceMs = 5 * 60_000
const maxChallengeLength = 1_000
/** Kinds of messages that somebody wrote; others tell of edits, joins and the like. */
const written = new Set(['', 'bot_message', 'file_share', 'me_message', 'thread_broadcast'])

/** Slack's Events API: `message` events of direct messages with the app, and of threads in channels. */
export const slackAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [
    'x-slack-signature',
    'x-slack-request-timestamp',
    'x-slack-retry-num',
    'x-slack-retry-reason',
  ],
  answer,
  verify(request, settings, { nowMs }) {
    const secret = settings.signing_secret ?? ''
    const timestamp = request.headers['x-slack-request-timestamp'] ?? ''
    const isRecent = /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= toleranceMs
    if (secret === '' || !isRecent) return false
    const expected = createHmac('sha256', secret)
      .update(`v0:${timestamp}:`)
      .update(request.body)
      .digest('hex')
    return equalsSecret(request.headers['x-slack-signature'] ?? '', `v0=${expected}`)
  },
  confirm(request: HookRequest) {
    const body = parseJsonObject(request.body)
    if (tidyText(fieldOf(body, 'type')) !== 'url_verification') return null
    const challenge = tidyText(fieldOf(body, 'challenge'), maxChallengeLength)
    return Promise.resolve(ok({ ...answer, body: challenge }))
  },
  toEvents(request, context) {
    const body = parseJsonObject(request.body)
    if (!body) return fail('invalid_body', 'The body is not a JSON object.')
    const isEvent = tidyText(fieldOf(body, 'type')) === 'event_callback'
    const report = isEvent ? readMessage(fieldOf(body, 'event')) : null
    return ok<Iterable<ChatEvent>>(report ? [fromChatReport(provider, report, context)] : [])
  },
}

/** Null where it is no message that somebody wrote. */
function readMessage(event: unknown): ChatReport | null {
  const channel = tidyText(fieldOf(event, 'channel'), maxLength.id)
  const ts = tidyText(fieldOf(event, 'ts'))
  const isWritten = written.has(tidyText(fieldOf(event, 'subtype'))) && fieldOf(event, 'hidden') !== true
  if (tidyText(fieldOf(event, 'type')) !== 'message' || !isWritten || channel === '' || ts === '') return null
  const isDirect = tidyText(fieldOf(event, 'channel_type')) === 'im'
  const thread = tidyText(fieldOf(event, 'thread_ts')) || ts
  return {
    chatId: isDirect ? channel : `${channel}-${thread}`,
    step: 'message',
    identity: [ts],
    providerTimeMs: /^\d{1,12}(?:\.\d{1,9})?$/.test(ts) ? Math.floor(Number(ts) * 1000) : null,
    requestIndex: 0,
    messenger: 'slack',
    channelId: isDirect ? 'direct' : channel,
    messageId: ts,
    ...writerOf(event, isDirect, thread === ts),
  }
}

/** Whoever began the thread, or writes to the app, is the customer; others who write in the thread are operators. */
function writerOf(event: unknown, isDirect: boolean, isRoot: boolean): Partial<ChatReport> {
  if (fieldOf(event, 'bot_id') !== undefined) return { author: 'bot' }
  const user = tidyText(fieldOf(event, 'user'), maxLength.id)
  const starter = tidyText(fieldOf(event, 'parent_user_id'), maxLength.id)
  if (isDirect || isRoot || starter === '' || starter === user)
    return { author: 'customer', customerId: user }
  return { author: 'operator', operatorId: user, customerId: starter }
}
