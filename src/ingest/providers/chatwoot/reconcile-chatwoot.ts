import type { ChatEvent } from '../../../chats/index.ts'
import { type Clock, type Failure, ok, type Result } from '../../../core/index.ts'
import type { HookConnection } from '../../accept-hook.ts'
import { toRawRequest } from '../../archived-request.ts'
import { chatKeyOf } from '../../chat-keys.ts'
import type { EventLog } from '../../event-log.ts'
import { maxLength } from '../../field-limits.ts'
import { fieldOf, listOf } from '../../json-fields.ts'
import type { ChatKnowledge } from '../../known-chats.ts'
import { type ChatReport, fromChatReport } from '../../provider-chat-event.ts'
import { tidyText } from '../../provider-event.ts'
import { chatwootProvider } from './chatwoot-adapter.ts'
import type { ApiPage, ReadApi } from './chatwoot-api.ts'
import { readChatwootId, readChatwootTime } from './chatwoot-values.ts'
import { type Conversation, readConversation } from './read-conversation.ts'
import { messageReports } from './read-message.ts'
import { snapshotReports } from './snapshot-reports.ts'

export interface ReconcileDependencies {
  readonly log: EventLog
  readonly clock: Clock
  readonly read: ReadApi
  /** What is known of chats, by key. */
  readonly known: (chatKeys: readonly string[]) => Promise<ReadonlyMap<string, ChatKnowledge>>
}

export interface ReconcileReport {
  /** Conversations that were looked at. */
  readonly conversations: number
  /** Events that were missing. */
  readonly events: number
  /** False where the limits of one run were reached first. */
  readonly isComplete: boolean
}

export type ReconcileFailure = Failure<'source_unreachable' | 'overloaded'>

/** 25 conversations a page. */
const maxPages = 200
/** 20 messages a page. */
const maxMessagePages = 50
/** What changed just now may still be on its way as a webhook: how it stands is compared in the next run. */
const settleMs = 2 * 60_000

/**
 * Reads the conversations of an account that had something happen since a moment, newest first, with their messages, and puts into
 * the log what is not there: webhooks are delivered once, and not again. Asked again it changes nothing. Answers of the account
 * that told something new are kept raw.
 */
export async function reconcileChatwoot(
  deps: ReconcileDependencies,
  connection: HookConnection,
  sinceMs: number,
): Promise<Result<ReconcileReport, ReconcileFailure>> {
  const inboxes = await readInboxNames(deps.read)
  if (!inboxes.ok) return inboxes
  const run = { deps, connection, sinceMs, inboxNames: inboxes.value }
  let conversations = 0
  let events = 0
  for (let page = 1; page <= maxPages; page += 1) {
    const list = await deps.read(`/conversations?status=all&assignee_type=all&page=${page}`)
    if (!list.ok) return list
    const found = listOf(fieldOf(list.value.value, 'data', 'payload'))
    const recent = found.filter((each) => (activityOf(each) ?? sinceMs) >= sinceMs)
    const stored = await storePage(run, list.value, recent)
    if (!stored.ok) return stored
    conversations += recent.length
    events += stored.value
    if (found.length === 0 || recent.length < found.length)
      return ok({ conversations, events, isComplete: true })
  }
  return ok({ conversations, events, isComplete: false })
}

interface Run {
  readonly deps: ReconcileDependencies
  readonly connection: HookConnection
  readonly sinceMs: number
  readonly inboxNames: ReadonlyMap<string, string>
}

/** Stores what is missing of a page's conversations; answers how many events that were. */
async function storePage(
  run: Run,
  page: ApiPage,
  values: readonly unknown[],
): Promise<Result<number, ReconcileFailure>> {
  const { deps, connection } = run
  const read = values.map(readConversation).filter((each) => each !== null)
  const keys = read.map(({ id }) => chatKeyOf(connection.id, [id]))
  const known = await deps.known(keys)
  let events = 0
  for (const conversation of read) {
    const knowledge = known.get(chatKeyOf(connection.id, [conversation.id]))
    const isSettled = (conversation.updatedAtMs ?? 0) <= deps.clock() - settleMs
    const isComparable = isSettled && (knowledge === undefined || knowledge.chat !== null)
    const reports = isComparable ? snapshotReports(conversation, knowledge?.chat ?? null, connection.id) : []
    const ofMessages = await storeMessages(run, conversation, knowledge)
    if (!ofMessages.ok) return ofMessages
    const ofSnapshot = await storeMissing(run, page, reports, knowledge)
    if (!ofSnapshot.ok) return ofSnapshot
    events += ofMessages.value + ofSnapshot.value
  }
  return ok(events)
}

/** Newest first, back to the moment that is asked from. */
async function storeMessages(
  run: Run,
  { id: chatId, inboxId }: Conversation,
  knowledge: ChatKnowledge | undefined,
): Promise<Result<number, ReconcileFailure>> {
  const inboxName = run.inboxNames.get(inboxId) ?? ''
  let events = 0
  let before = ''
  for (let page = 0; page < maxMessagePages; page += 1) {
    const answer = await run.deps.read(`/conversations/${encodeURIComponent(chatId)}/messages${before}`)
    if (!answer.ok) return answer
    const messages = listOf(fieldOf(answer.value.value, 'payload'))
    const reports = messages.flatMap((each, index) =>
      messageReports(each, { chatId, inboxName, requestIndex: index }),
    )
    const stored = await storeMissing(run, answer.value, reports, knowledge)
    if (!stored.ok) return stored
    events += stored.value
    const oldest = messages[0]
    const oldestMs = readChatwootTime(fieldOf(oldest, 'created_at'))
    if (oldest === undefined || oldestMs === null || oldestMs < run.sinceMs) break
    before = `?before=${encodeURIComponent(readChatwootId(fieldOf(oldest, 'id')))}`
  }
  return ok(events)
}

async function storeMissing(
  { deps, connection }: Run,
  page: ApiPage,
  reports: readonly ChatReport[],
  knowledge: ChatKnowledge | undefined,
): Promise<Result<number, ReconcileFailure>> {
  if (reports.length === 0) return ok(0)
  const { companyId, id: connectionId, settings } = connection
  const receivedAtMs = deps.clock()
  const raw = toRawRequest(
    {
      companyId,
      connectionId,
      provider: chatwootProvider,
      receivedAtMs,
      method: 'GET',
      path: page.path,
      headers: { 'content-type': 'application/json' },
      keptHeaders: [],
    },
    page.body,
  )
  const context = { companyId, connectionId, settings, requestId: raw.requestId, receivedAtMs }
  const missing: ChatEvent[] = reports
    .map((report) => fromChatReport(chatwootProvider, report, context))
    .filter(({ eventKey }) => !knowledge?.eventKeys.has(eventKey))
  if (missing.length === 0) return ok(0)
  const appended = await deps.log.append(raw, [], missing)
  return appended.ok ? ok(missing.length) : appended
}

async function readInboxNames(
  read: ReadApi,
): Promise<Result<ReadonlyMap<string, string>, Failure<'source_unreachable'>>> {
  const answer = await read('/inboxes')
  if (!answer.ok) return answer
  const inboxes = listOf(fieldOf(answer.value.value, 'payload'))
  return ok(
    new Map(
      inboxes.map((inbox) => [
        readChatwootId(fieldOf(inbox, 'id')),
        tidyText(fieldOf(inbox, 'name'), maxLength.label),
      ]),
    ),
  )
}

/** The list is in order of it. */
function activityOf(conversation: unknown): number | null {
  return readChatwootTime(fieldOf(conversation, 'last_activity_at') ?? fieldOf(conversation, 'timestamp'))
}
