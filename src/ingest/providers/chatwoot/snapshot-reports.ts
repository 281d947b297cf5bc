import { type ChatReport, nameableId } from '../../provider-chat-event.ts'
import { assignmentOf, type Conversation, moveOf, openingOf } from './read-conversation.ts'

/** How the facts have a chat now. */
export interface KnownChat {
  readonly isOpen: boolean
  readonly closedAtMs: number | null
  /** As in the facts; of an open chat. */
  readonly operatorId: string
  readonly groupId: string
}

const chatOpened: KnownChat = { isOpen: true, closedAtMs: null, operatorId: '', groupId: '' }

/**
 * What must have happened for a conversation to stand as it does, where the facts (null: there is no such chat) say otherwise. Nothing
 * where they agree. When it happened is not told: the last change of the conversation stands in.
 */
export function snapshotReports(
  conversation: Conversation,
  known: KnownChat | null,
  connectionId: string,
): readonly ChatReport[] {
  const { updatedAtMs, assigneeId, teamId } = conversation
  const before = known ?? chatOpened
  const isResolved = conversation.status === 'resolved'
  const isElsewhere = nameableId(connectionId, teamId) !== before.groupId
  const isAnothers = nameableId(connectionId, assigneeId) !== before.operatorId
  const comparesPlace = before.isOpen
  return [
    openingOf(conversation),
    ...(comparesPlace && isElsewhere ? [moveOf(conversation, updatedAtMs, teamId)] : []),
    ...(comparesPlace && isAnothers ? [assignmentOf(conversation, updatedAtMs, assigneeId)] : []),
    ...(isResolved && before.isOpen ? [turnOf(conversation, 'closed', updatedAtMs)] : []),
    ...(!isResolved && !before.isOpen && conversation.status !== ''
      ? [turnOf(conversation, 'reopened', reopenedAtMs(conversation, before))]
      : []),
  ]
}

function turnOf({ id, status }: Conversation, step: 'closed' | 'reopened', atMs: number | null): ChatReport {
  return { chatId: id, step, identity: ['seen', status, String(atMs)], providerTimeMs: atMs, requestIndex: 0 }
}

/** By the customer's message, where it came after the closing. */
function reopenedAtMs({ lastIncomingAtMs, updatedAtMs }: Conversation, { closedAtMs }: KnownChat) {
  const isAfter = lastIncomingAtMs !== null && closedAtMs !== null && lastIncomingAtMs > closedAtMs
  return isAfter ? lastIncomingAtMs : updatedAtMs
}
