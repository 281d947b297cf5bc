import { chatMessageProvider } from '../../contract/index.ts'
import { maskedAddress, maskedText } from '../company/personal-data.ts'
import type { KeyColumn } from '../fold/scope.ts'
import { isNamed, isTraced, type Person, standInPrefix } from './person.ts'

export type LogName = 'message_log' | 'chat_log' | 'call_log'

/** What becomes of each column that holds a person, as expressions over the row. */
export interface ErasedColumns {
  readonly messages: Readonly<Record<string, string>>
  readonly chats: Readonly<Record<string, string>>
  readonly calls: Readonly<Record<string, string>>
}

/** A log and the facts that follow from it. */
export interface ErasedLog {
  readonly log: LogName
  readonly facts: 'messages' | 'chats' | 'calls'
  readonly changed: 'changed_messages' | 'changed_chats' | 'changed_calls'
  readonly key: KeyColumn
  /** When what a fact is about began. */
  readonly began: string
  /** Of words that people wrote: of the log, and of the facts where they stand there too. */
  readonly logTexts: Readonly<Record<string, string>>
  readonly factTexts: Readonly<Record<string, string>>
}

export const erasedLogs: readonly ErasedLog[] = [
  {
    log: 'message_log',
    facts: 'messages',
    changed: 'changed_messages',
    key: 'message_key',
    began: 'created_at',
    logTexts: { error_reason: maskedText('error_reason'), url: maskedText('url') },
    factTexts: { error_reason: maskedText('toString(error_reason)') },
  },
  {
    log: 'chat_log',
    facts: 'chats',
    changed: 'changed_chats',
    key: 'chat_key',
    began: 'opened_at',
    logTexts: { comment: "''" },
    factTexts: {},
  },
  {
    log: 'call_log',
    facts: 'calls',
    changed: 'changed_calls',
    key: 'call_key',
    began: 'started_at',
    logTexts: {},
    factTexts: {},
  },
]

const ofChat = `provider = '${chatMessageProvider}'`

/** Of rows about one person: whatever of them is the person, wherever it stands. Binds `names`, `stand_in` and the traces. */
export function columnsWithoutPerson(person: Person): ErasedColumns {
  const isPerson = (column: string) => `(${isNamed(column)} OR ${isTraced(person, column)})`
  const replaced = (column: string, also = '0') =>
    `if(${isPerson(column)} OR ${also}, {stand_in:String}, ${column})`
  // Names of senders, service numbers and extensions are the company's, whatever somebody enters.
  const replacedAddress = (column: string) =>
    `if(${isPerson(column)} AND ${isAddress(column)}, {stand_in:String}, ${column})`
  return {
    // The message of a chat goes by its customer, or by its chat where nobody said who that is.
    messages: {
      recipient: replaced('recipient', ofChat),
      sender: replacedAddress('sender'),
      message_id: `if(${ofChat}, ${replaced('message_id')}, message_id)`,
    },
    chats: { chat_id: replaced('chat_id'), customer_id: replaced('customer_id', "customer_id != ''") },
    calls: { caller: replacedAddress('caller'), callee: replacedAddress('callee') },
  }
}

/**
 * Of rows about whomever: the same person becomes the same stand-in, under a key (`key_0`, `key_1`) that is thrown away. Who sends messages and
 * who is called from outside is the company itself.
 */
export const columnsWithoutPersons: ErasedColumns = {
  messages: {
    recipient: `if(channel = 'call' AND kind = 'internal', recipient, ${anonymous('recipient')})`,
    message_id: `if(${ofChat} AND ${isAddress('message_id')}, ${anonymous('message_id')}, message_id)`,
  },
  chats: {
    chat_id: `if(chat_id = customer_id OR ${isAddress('chat_id')}, ${anonymous('chat_id')}, chat_id)`,
    customer_id: anonymous('customer_id'),
  },
  calls: {
    caller: `if(direction = 'inbound', ${anonymous('caller')}, caller)`,
    callee: `if(direction = 'outbound', ${anonymous('callee')}, callee)`,
  },
}

/** Whether a column holds a number or an e-mail address, and not the name or the short number of a company. */
export function isAddress(column: string): string {
  return `(${maskedAddress(column)} != ${column})`
}

function anonymous(column: string): string {
  return `if(${column} = '' OR startsWith(${column}, '${standInPrefix}'), ${column}, concat('${standInPrefix}', lower(hex(sipHash64Keyed(({key_0:UInt64}, {key_1:UInt64}), ${column})))))`
}

/** `column = expression, …` of an `ALTER TABLE … UPDATE`. */
export function assignments(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ')
}

/** Whether an `UPDATE` would change the row: parts without such a row are not rewritten. */
export function wouldChange(columns: Readonly<Record<string, string>>): string {
  return `(${Object.entries(columns)
    .map(([column, value]) => `toString(${column}) != toString(${value})`)
    .join(' OR ')})`
}
