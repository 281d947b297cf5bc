import type { z } from 'zod'
import type {
  ApiKey,
  apiKeyCreatedSchema,
  Company,
  Connection,
  catalogueSchema,
  ItemsResult,
  MessageCard,
  MetricsResult,
  networksSchema,
  Problem,
  RawRequestView,
  Session,
  setupStateSchema,
} from '../../src/contract/index.ts'
import { answerWith, listOf } from './answer-check.ts'

const apiKeyFields = ['id', 'name', 'prefix', 'scopes', 'created_at', 'last_used_at'] as const
const connectionFields = [
  'id',
  'provider',
  'name',
  'paused',
  'webhook_url',
  'created_at',
  'last_event_at',
] as const
const resultFields = ['rows', 'totals', 'basis', 'from', 'to', 'time_zone', 'granularity'] as const
const itemFields = [
  'id',
  'message_id',
  'created_at',
  'channel',
  'status',
  'connection',
  'sender',
  'recipient',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'segments',
  'sent_at',
  'delivered_at',
  'read_at',
  'latency_ms',
  'error',
  'cost',
  'conflict',
] as const
const cardFields = [
  'category',
  'parts',
  'recipient_type',
  'clicked_at',
  'replied_at',
  'unsubscribed_at',
  'complained_at',
  'machine_opened_at',
  'timeline',
] as const

/** What the answers of the API must hold; a test holds it against the schemas of the contract. */
export const answers = {
  session: answerWith<Session>('user', 'company', 'role', 'companies'),
  setupState: answerWith<z.output<typeof setupStateSchema>>('needed'),
  company: answerWith<Company>('id', 'name', 'time_zone', 'currency'),
  connection: answerWith<Connection>(...connectionFields),
  connections: listOf(answerWith<Connection>(...connectionFields)),
  apiKeys: listOf(answerWith<ApiKey>(...apiKeyFields)),
  apiKeyCreated: answerWith<z.output<typeof apiKeyCreatedSchema>>(...apiKeyFields, 'key'),
  catalogue: answerWith<z.output<typeof catalogueSchema>>('metrics'),
  networks: answerWith<z.output<typeof networksSchema>>('networks'),
  metricsResult: answerWith<MetricsResult>(...resultFields, 'truncated', 'as_of'),
  itemsResult: answerWith<ItemsResult>('items', 'total', 'next_cursor', 'as_of'),
  messageCard: answerWith<MessageCard>(...itemFields, ...cardFields),
  rawRequest: answerWith<RawRequestView>(
    'request_id',
    'received_at',
    'provider',
    'method',
    'path',
    'headers',
    'body',
  ),
  problem: answerWith<Problem>('type', 'title', 'status', 'code', 'detail'),
} as const
