import type {
  DeliveryKind,
  DeliveryState,
  NoticeSettingsPut,
  WebhookEndpointCreate,
  WebhookEndpointPatch,
} from '../../src/contract/index.ts'
import { noticesAnswers } from './notices-answers.ts'
import { requestJson, requestNothing } from './request.ts'

type Signal = AbortSignal | undefined

export interface DeliveriesQuestion {
  readonly endpoint_id?: string
  readonly kind?: DeliveryKind
  readonly state?: DeliveryState
}

const endpoints = '/api/v1/webhook-endpoints'
const deliveries = '/api/v1/webhook-deliveries'
const settings = '/api/v1/notice-settings'
const endpoint = (id: string): string => `${endpoints}/${encodeURIComponent(id)}`
const delivery = (id: string): string => `${deliveries}/${encodeURIComponent(id)}`

/** The part of the API about notices, as the pages use it. Every call throws `ApiError`. */
export const noticesApi = {
  endpoints: {
    list: (signal?: Signal) => requestJson(endpoints, noticesAnswers.endpoints, { signal }),
    create: (body: WebhookEndpointCreate) =>
      requestJson(endpoints, noticesAnswers.endpointSecret, { method: 'POST', body }),
    change: (id: string, body: WebhookEndpointPatch) =>
      requestJson(endpoint(id), noticesAnswers.endpoint, { method: 'PATCH', body }),
    delete: (id: string) => requestNothing(endpoint(id), { method: 'DELETE' }),
    rotateSecret: (id: string) =>
      requestJson(`${endpoint(id)}/rotate-secret`, noticesAnswers.endpointSecret, { method: 'POST' }),
    test: (id: string) => requestJson(`${endpoint(id)}/test`, noticesAnswers.delivery, { method: 'POST' }),
  },
  deliveries: {
    list: (question: DeliveriesQuestion, cursor: string | null, signal?: Signal) => {
      const query = new URLSearchParams({ ...question, ...(cursor === null ? {} : { cursor }) })
      return requestJson(`${deliveries}?${query}`, noticesAnswers.deliveries, { signal })
    },
    get: (id: string, signal?: Signal) =>
      requestJson(delivery(id), noticesAnswers.deliveryDetail, { signal }),
    redeliver: (id: string) =>
      requestJson(`${delivery(id)}/redeliver`, noticesAnswers.delivery, { method: 'POST' }),
  },
  settings: {
    get: (signal?: Signal) => requestJson(settings, noticesAnswers.noticeSettings, { signal }),
    put: (body: NoticeSettingsPut) =>
      requestJson(settings, noticesAnswers.noticeSettings, { method: 'PUT', body }),
  },
} as const
