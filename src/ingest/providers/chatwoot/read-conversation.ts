import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf } from '../../json-fields.ts'
import type { ChatReport } from '../../provider-chat-event.ts'
import { messengerWord } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { readChatwootId, readChatwootTime } from './chatwoot-values.ts'

/** A conversation as webhooks and the REST API show it: how it stands now. */
export interface Conversation {
  /** Of the account; a connection is of one account. */
  readonly id: string
  readonly status: string
  readonly createdAtMs: number | null
  readonly updatedAtMs: number | null
  readonly messenger: string
  readonly inboxId: string
  readonly contactId: string
  readonly assigneeId: string
  readonly assigneeName: string
  readonly teamId: string
  readonly teamName: string
  readonly labels: readonly string[]
  /** When the customer wrote, if that is what was written last. */
  readonly lastIncomingAtMs: number | null
}

/** Channels whose class is named otherwise than the messenger. */
const messengerOfChannel: ReadonlyMap<string, string> = new Map([
  ['webwidget', 'web'],
  ['facebookpage', 'facebook'],
  ['twitterprofile', 'twitter'],
  ['twiliosms', 'sms'],
])
const incoming = new Set(['0', 'incoming'])

/** Null where the value names no conversation. */
export function readConversation(value: unknown): Conversation | null {
  const id = readChatwootId(fieldOf(value, 'id'))
  if (id === '') return null
  const assignee = fieldOf(value, 'meta', 'assignee')
  const isBot = tidyText(fieldOf(value, 'meta', 'assignee_type')) === 'AgentBot'
  const last = listOf(fieldOf(value, 'messages')).at(-1)
  const isIncoming = incoming.has(tidyText(fieldOf(last, 'message_type')))
  return {
    id,
    status: tidyText(fieldOf(value, 'status')),
    createdAtMs: readChatwootTime(fieldOf(value, 'created_at')),
    updatedAtMs: readChatwootTime(
      fieldOf(value, 'updated_at') ?? fieldOf(value, 'timestamp') ?? fieldOf(value, 'last_activity_at'),
    ),
    messenger: readMessenger(fieldOf(value, 'channel') ?? fieldOf(value, 'meta', 'channel')),
    inboxId: readChatwootId(fieldOf(value, 'inbox_id')),
    contactId: readChatwootId(fieldOf(value, 'meta', 'sender', 'id')),
    assigneeId: isBot ? '' : readChatwootId(fieldOf(assignee, 'id')),
    assigneeName: isBot ? '' : tidyText(fieldOf(assignee, 'name'), maxLength.label),
    teamId: readChatwootId(fieldOf(value, 'meta', 'team', 'id')),
    teamName: tidyText(fieldOf(value, 'meta', 'team', 'name'), maxLength.label),
    labels: listOf(fieldOf(value, 'labels'))
      .map((label) => tidyText(label, maxLength.tag))
      .filter(Boolean),
    lastIncomingAtMs: isIncoming ? readChatwootTime(fieldOf(last, 'created_at')) : null,
  }
}

/** Every webhook tells when its conversation began, so that the opening is known from any of them. */
export function openingOf(conversation: Conversation): ChatReport {
  return {
    chatId: conversation.id,
    step: 'opened',
    identity: [],
    providerTimeMs: conversation.createdAtMs,
    requestIndex: 0,
    messenger: conversation.messenger,
    channelId: conversation.inboxId,
    customerId: conversation.contactId,
  }
}

export function assignmentOf(
  conversation: Conversation,
  atMs: number | null,
  operatorId: string,
): ChatReport {
  return {
    chatId: conversation.id,
    step: 'assigned',
    identity: [String(atMs)],
    providerTimeMs: atMs,
    requestIndex: 0,
    operatorId,
    operatorName: operatorId === conversation.assigneeId ? conversation.assigneeName : '',
  }
}

export function moveOf(conversation: Conversation, atMs: number | null, groupId: string): ChatReport {
  return {
    chatId: conversation.id,
    step: 'moved',
    identity: [String(atMs)],
    providerTimeMs: atMs,
    requestIndex: 0,
    groupId,
    groupName: groupId === conversation.teamId ? conversation.teamName : '',
  }
}

/** `Channel::WebWidget` → web. */
function readMessenger(channel: unknown): string {
  const name = tidyText(channel)
    .replace(/^Channel::/, '')
    .toLowerCase()
  return messengerOfChannel.get(name) ?? messengerWord(name)
}
