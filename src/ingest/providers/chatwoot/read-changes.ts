import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf } from '../../json-fields.ts'
import type { ChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { readChatwootId, readChatwootTime } from './chatwoot-values.ts'
import { assignmentOf, type Conversation, moveOf } from './read-conversation.ts'

interface Change {
  readonly before: unknown
  readonly after: unknown
}

/** The customer's message that reopens a conversation is stored a moment before it is reopened. */
const reopenedByMessageMs = 5_000

/** `conversation_status_changed`: closed, reopened, or handed over by the bot, who has what is pending. */
export function statusReports(body: unknown, conversation: Conversation): readonly ChatReport[] {
  const change = changesOf(body).get('status')
  if (!change) return []
  const before = tidyText(change.before)
  const after = tidyText(change.after)
  const { id: chatId, updatedAtMs } = conversation
  const shared = {
    chatId,
    identity: [before, after, String(updatedAtMs)],
    providerTimeMs: updatedAtMs,
    requestIndex: 0,
  }
  if (after === before) return []
  if (after === 'resolved') return [{ ...shared, step: 'closed', by: before === 'pending' ? 'bot' : '' }]
  if (before === 'resolved') return [{ ...shared, step: 'reopened', ...reopeningOf(conversation) }]
  return before === 'pending' && after === 'open' ? [{ ...shared, step: 'handed_over' }] : []
}

/** `conversation_updated`: to whom it is assigned, in which team it is, which labels it was given. */
export function updateReports(body: unknown, conversation: Conversation): readonly ChatReport[] {
  const changes = changesOf(body)
  const atMs = readChatwootTime(changes.get('updated_at')?.after) ?? conversation.updatedAtMs
  const assignee = changes.get('assignee_id')
  const team = changes.get('team_id')
  const labels = changes.get('label_list')
  const tags = labels ? addedLabels(labels) : []
  return [
    ...(assignee ? [assignmentOf(conversation, atMs, readChatwootId(assignee.after))] : []),
    ...(team ? [moveOf(conversation, atMs, readChatwootId(team.after))] : []),
    ...(tags.length > 0
      ? [
          {
            chatId: conversation.id,
            step: 'tagged' as const,
            identity: [String(atMs)],
            providerTimeMs: atMs,
            requestIndex: 0,
            tags,
          },
        ]
      : []),
  ]
}

function reopeningOf({ updatedAtMs, lastIncomingAtMs }: Conversation): Partial<ChatReport> {
  if (updatedAtMs === null || lastIncomingAtMs === null) return {}
  const agoMs = updatedAtMs - lastIncomingAtMs
  if (agoMs < 0 || agoMs > reopenedByMessageMs) return {}
  return { by: 'customer', providerTimeMs: lastIncomingAtMs }
}

function addedLabels({ before, after }: Change): readonly string[] {
  const known = new Set(listOf(before).map((label) => tidyText(label, maxLength.tag)))
  return listOf(after)
    .map((label) => tidyText(label, maxLength.tag))
    .filter((label) => label !== '' && !known.has(label))
}

/** `changed_attributes` is a list of objects with one name each. */
function changesOf(body: unknown): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>()
  for (const each of listOf(fieldOf(body, 'changed_attributes'))) {
    if (typeof each !== 'object' || each === null) continue
    for (const name of Object.keys(each))
      changes.set(name, {
        before: fieldOf(each, name, 'previous_value'),
        after: fieldOf(each, name, 'current_value'),
      })
  }
  return changes
}
