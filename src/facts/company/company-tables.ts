import { callProvider, chatMessageProvider } from '../../contract/index.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { rawRequests } from '../schema/tables.ts'
import { columnsFor, type PersonalDataView } from './personal-data.ts'

/** The company's own rows, as subqueries to be put behind FROM or JOIN. */
export interface CompanyTables {
  /** Facts of messages, one row per message; places that a message has left are not among them. */
  readonly messages: string
  /** Charges of messages of chats, by the moment of the message; `kind` is its author, `upper` what companies above pay. */
  readonly chatCharges: string
  /** Charges of calls, by the moment of their start; `kind` is their direction. */
  readonly callCharges: string
  /** Events, each once. */
  readonly messageLog: string
  /** Facts of chats, one row per chat; places that a chat has left are not among them. Customers are counted by `customer_hash`. */
  readonly chats: string
  /** Events of chats, each once. */
  readonly chatLog: string
  /** The latest names of configured chats, groups and operators. */
  readonly chatNames: string
  /** Facts of calls, one row per call; places that a call has left are not among them. */
  readonly calls: string
  /** Events of calls, each once. */
  readonly callLog: string
  /** Requests as they came; the body as `body_base64`. Path, headers and body are empty where personal data is masked. */
  readonly rawRequests: string
  /** Which messages, chats and calls the batches of the last days touched, by the node's own time (`inserted_at`). */
  readonly changedMessages: string
  readonly changedChats: string
  readonly changedCalls: string
}

const chargeNames = 'kind, charge_state, charge_reason, charge, charge_currency, upper'
const ofCompany = 'company_id = {company_id:UUID}'

/** As `view` says, numbers, addresses and customers' ids are in the rows in full or masked. */
export function companyTables(layout: Layout, view: PersonalDataView = 'plain'): CompanyTables {
  const table = (name: string) => localTable(layout, name)
  const requestColumns = rawRequests.columns
    .map((column) => column.split(' ')[0])
    .filter((name) => name !== 'body' && name !== 'body_base64')
    .join(', ')
  // Nobody can say where in the bytes of a provider a person stands.
  const withheldColumns = requestColumns
    .split(', ')
    .map((name) =>
      name === 'path' || name === 'headers_json' ? `${name === 'path' ? "''" : "'{}'"} AS ${name}` : name,
    )
    .join(', ')
  return {
    messages: `(SELECT ${columnsFor(view, 'messages')} FROM ${table('messages')} AS t FINAL WHERE ${ofCompany} AND is_deleted = 0 AND provider NOT IN ('${chatMessageProvider}', '${callProvider}'))`,
    chatCharges: `(SELECT created_at, created_hour, ${chargeNames} FROM ${table('messages')} FINAL WHERE ${ofCompany} AND is_deleted = 0 AND provider = '${chatMessageProvider}')`,
    callCharges: `(SELECT message_key AS call_key, created_at, created_hour, ${chargeNames}, charge_quantity FROM ${table('messages')} FINAL WHERE ${ofCompany} AND is_deleted = 0 AND provider = '${callProvider}')`,
    messageLog: `(SELECT ${columnsFor(view, 'message_log')} FROM ${table('message_log')} AS t FINAL WHERE ${ofCompany})`,
    chats: `(SELECT ${columnsFor(view, 'chats')}, sipHash128(t.customer_id) AS customer_hash FROM ${table('chats')} AS t FINAL WHERE ${ofCompany} AND is_deleted = 0)`,
    chatLog: `(SELECT ${columnsFor(view, 'chat_log')} FROM ${table('chat_log')} AS t FINAL WHERE ${ofCompany})`,
    chatNames: `(SELECT * FROM ${table('chat_names')} FINAL WHERE ${ofCompany})`,
    calls: `(SELECT ${columnsFor(view, 'calls')} FROM ${table('calls')} AS t FINAL WHERE ${ofCompany} AND is_deleted = 0)`,
    callLog: `(SELECT ${columnsFor(view, 'call_log')} FROM ${table('call_log')} AS t FINAL WHERE ${ofCompany})`,
    rawRequests: `(SELECT ${view === 'plain' ? requestColumns : withheldColumns}, ${view === 'plain' ? 'base64Encode(body)' : "''"} AS body_base64 FROM ${table('raw_requests')} FINAL WHERE ${ofCompany})`,
    changedMessages: `(SELECT inserted_at, message_key FROM ${table('changed_messages')} WHERE ${ofCompany})`,
    changedChats: `(SELECT inserted_at, chat_key FROM ${table('changed_chats')} WHERE ${ofCompany})`,
    changedCalls: `(SELECT inserted_at, call_key FROM ${table('changed_calls')} WHERE ${ofCompany})`,
  }
}
