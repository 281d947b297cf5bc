import type {
  Deliveries,
  Delivery,
  DeliveryDetail,
  NoticeSettings,
  WebhookEndpoint,
  WebhookEndpointSecret,
} from '../../src/contract/index.ts'
import { answerWith, listOf } from './answer-check.ts'

const endpointFields = [
  'id',
  'url',
  'types',
  'state',
  'off_reason',
  'previous_secret_until',
  'created_at',
  'updated_at',
  'last_delivery',
] as const
const deliveryFields = [
  'id',
  'kind',
  'type',
  'subject_id',
  'occurred_at',
  'endpoint_id',
  'recipient',
  'state',
  'attempts',
  'last_status',
  'last_error',
  'next_at',
  'ended_at',
] as const

/** What the answers about notices must hold; a test holds it against the schemas of the contract. */
export const noticesAnswers = {
  endpoint: answerWith<WebhookEndpoint>(...endpointFields),
  endpoints: listOf(answerWith<WebhookEndpoint>(...endpointFields)),
  endpointSecret: answerWith<WebhookEndpointSecret>(...endpointFields, 'secret'),
  delivery: answerWith<Delivery>(...deliveryFields),
  deliveries: answerWith<Deliveries>('deliveries', 'next_cursor'),
  deliveryDetail: answerWith<DeliveryDetail>(...deliveryFields, 'body', 'log'),
  noticeSettings: answerWith<NoticeSettings>(
    'addresses',
    'language',
    'sends_mail',
    'takes_private_addresses',
  ),
} as const
