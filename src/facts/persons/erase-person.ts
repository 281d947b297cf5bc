import { chatMessageProvider } from '../../contract/index.ts'
import { type Clock, uuidV7 } from '../../core/index.ts'
import { chatMessageKey, namedChatMessages } from '../charges/chat-messages.ts'
import type { Engine } from '../connect/engine.ts'
import { localTable } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import {
  assignments,
  columnsWithoutPerson,
  type ErasedLog,
  erasedLogs,
  isAddress,
  wouldChange,
} from './erased-columns.ts'
import {
  isNamed,
  isTraced,
  type Person,
  type PersonCounts,
  type PersonErasure,
  personParams,
} from './person.ts'

export interface ErasingShard {
  readonly shard: ShardFold
  /** All of the shard: each changes its own copy, by what all of them know. */
  readonly replicas: readonly Engine[]
  readonly clock: Clock
}

/**
 * What the person is in is written down first, so that an erasure that was cut off finds all of it again; then the archive, the logs and the
 * facts lose the person, in this order: the archive is found by the logs, and what is folded meanwhile is put right at the end.
 */
export async function erasePerson(place: ErasingShard, erasure: PersonErasure): Promise<PersonCounts> {
  const { shard } = place
  // A replay that changes the logs is carried through first.
  await shard.alone(() => Promise.resolve())
  await noteItems(place, erasure)
  await deleteRequests(place, erasure)
  const columns = columnsWithoutPerson(erasure.person)
  for (const of of erasedLogs)
    await update(place, erasure, of, of.log, { ...columns[of.facts], ...of.logTexts })
  // Folds that read the logs of before have ended after this.
  await shard.alone(() => Promise.resolve())
  for (const of of erasedLogs)
    await update(place, erasure, of, of.facts, { ...columns[of.facts], ...of.factTexts })
  for (const of of erasedLogs) await noteChanges(place, erasure, of)
  return await countItems(place, erasure)
}

/** The person, where a company may stand too. */
const namedAddress = (column: string): string => `(${isNamed(column)} AND ${isAddress(column)})`

/** Rows that tell of the person, in a log or in facts that have the same columns. */
export function isAbout(person: Person, { log }: Pick<ErasedLog, 'log'>): string {
  switch (log) {
    case 'message_log':
      return `(${isNamed('recipient')} OR ${namedAddress('sender')})`
    case 'call_log':
      return `(${namedAddress('caller')} OR ${namedAddress('callee')})`
    case 'chat_log': {
      // The id of a chat is made by its source, which may put a number into something longer.
      const columns = ['customer_id', 'chat_id']
      return `(${columns.map((column) => `${isNamed(column)} OR ${isTraced(person, column)}`).join(' OR ')})`
    }
  }
}

const bound = ({ companyId, erasureId, person, standIn }: PersonErasure) => ({
  company: companyId,
  erasure: erasureId,
  stand_in: standIn,
  ...personParams(person),
})

async function noteItems({ shard, replicas }: ErasingShard, erasure: PersonErasure): Promise<void> {
  const { engine, layout } = shard
  const table = (name: string) => localTable(layout, name)
  const note = (log: string, select: string) =>
    engine.run(
      'replay',
      `INSERT INTO ${table('erased_items')} (erasure_id, company_id, log, item_key)
SELECT DISTINCT {erasure:UUID}, {company:UUID}, '${log}', item_key FROM (${select})`,
      bound(erasure),
    )
  for (const of of erasedLogs)
    await note(
      of.log,
      `SELECT ${of.key} AS item_key FROM ${table(of.log)} PREWHERE company_id = {company:UUID} WHERE ${isAbout(erasure.person, of)}`,
    )
  // What is charged stands among the messages as well: calls under their own key, messages of chats under one made of theirs.
  await note('message_log', `SELECT item_key FROM ${table('erased_items')} WHERE ${ofErasure('call_log')}`)
  await note(
    'message_log',
    `SELECT ${chatMessageKey} AS item_key FROM ${namedChatMessages(table('chat_log'))}
WHERE company_id = {company:UUID} AND chat_key IN (SELECT item_key FROM ${table('erased_items')} WHERE ${ofErasure('chat_log')})`,
  )
  if (layout.kind === 'replicated')
    for (const replica of replicas)
      await replica.run('replay', `SYSTEM SYNC REPLICA ${table('erased_items')}`)
}

const ofErasure = (log: string): string =>
  `erasure_id = {erasure:UUID} AND company_id = {company:UUID} AND log = '${log}'`

const erasedKeys = (shard: ShardFold, log: string): string =>
  `(SELECT item_key FROM ${localTable(shard.layout, 'erased_items')} WHERE ${ofErasure(log)})`

/** Whole requests: nobody can say where in foreign bytes a person stands. What they told of others stays in the logs. */
async function deleteRequests({ shard }: ErasingShard, erasure: PersonErasure): Promise<void> {
  const told = erasedLogs.map(
    ({ log, key }) => `request_id IN (
  SELECT request_id FROM ${localTable(shard.layout, log)} PREWHERE company_id = {company:UUID} WHERE ${key} IN ${erasedKeys(shard, log)})`,
  )
  const traced = ['body', 'path', 'headers_json'].map((column) => isTraced(erasure.person, column))
  await shard.engine.run(
    'replay',
    `ALTER TABLE ${localTable(shard.layout, 'raw_requests')} DELETE
WHERE company_id = {company:UUID} AND (${[...told, ...traced].join(' OR ')})`,
    bound(erasure),
  )
}

async function update(
  { shard }: ErasingShard,
  erasure: PersonErasure,
  of: ErasedLog,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  await shard.engine.run(
    'replay',
    `ALTER TABLE ${localTable(shard.layout, table)} UPDATE ${assignments(columns)}
WHERE company_id = {company:UUID} AND ${of.key} IN ${erasedKeys(shard, of.log)} AND ${wouldChange(columns)}`,
    bound(erasure),
  )
}

/** Of several things said of a message the fold may choose another one now. */
async function noteChanges(
  { shard, clock }: ErasingShard,
  erasure: PersonErasure,
  of: ErasedLog,
): Promise<void> {
  await shard.engine.run(
    'replay',
    `INSERT INTO ${localTable(shard.layout, of.changed)} (company_id, inserted_at, batch_id, ${of.key})
SELECT DISTINCT {company:UUID}, now64(3, 'UTC'), {batch:UUID}, item_key FROM ${erasedKeys(shard, of.log)}`,
    { ...bound(erasure), batch: uuidV7(clock()) },
  )
}

async function countItems({ shard }: ErasingShard, erasure: PersonErasure): Promise<PersonCounts> {
  const { engine, layout } = shard
  const table = (name: string) => localTable(layout, name)
  const count = async (text: string): Promise<number> => {
    const { rows } = await engine.ask<{ n: string }>(
      'replay',
      `SELECT count() AS n FROM (${text})`,
      bound(erasure),
    )
    return Number(rows[0]?.n ?? 0)
  }
  const items = (log: string) =>
    `SELECT DISTINCT item_key FROM ${table('erased_items')} WHERE ${ofErasure(log)}`
  const messages = `item_key IN (
  SELECT message_key FROM ${table('message_log')} PREWHERE company_id = {company:UUID} WHERE provider != '${chatMessageProvider}')`
  return {
    messages: await count(`${items('message_log')} AND ${messages}`),
    chats: await count(items('chat_log')),
    calls: await count(items('call_log')),
  }
}
