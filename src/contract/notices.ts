import { z } from 'zod'
import { moneySchema } from './money.ts'
import {
  attemptErrors,
  deliveryKinds,
  deliveryStates,
  endpointOffReasons,
  maxNoticeAddresses,
  maxWebhookUrlLength,
  noticeTypes,
  testNoticeType,
} from './notice-words.ts'
import { reportFormats, reportTypes } from './report-words.ts'

const types = z
  .array(z.enum(noticeTypes))
  .min(1)
  .max(noticeTypes.length)
  .refine((list) => new Set(list).size === list.length, 'must not name a type twice')

/** What `data` of a notice says by its type, beside `company_id` and `subject_id`. */
export const noticeDataSchemas = {
  'invoice.finalised': z.object({
    number: z.string(),
    kind: z.enum(['invoice', 'pro_forma', 'credit_note']),
    total: moneySchema.describe('With tax'),
    due: moneySchema.describe('Still to be paid'),
  }),
  'payment.received': z.object({
    amount: moneySchema,
    reference: z.string().nullable().describe('What the payer wrote, or the number of the transaction'),
    invoice_number: z.string().nullable().describe('Of the document that it names'),
  }),
  'balance.low': z.object({ balance: moneySchema, threshold: moneySchema }),
  'report.ready': z.object({
    name: z.string(),
    type: z.enum(reportTypes).optional(),
    format: z.enum(reportFormats).optional(),
    rows: z.int().optional(),
    bytes: z.int().optional(),
    kept_until: z.string().optional(),
    url: z.string().optional().describe('Where a signed-in person, or a key of the company, gets the file'),
  }),
  'month.closed': z.object({
    period_from: z.string(),
    period_to: z.string(),
    time_zone: z.string(),
    invoice_number: z.string().nullable().describe('null: there was nothing to charge'),
  }),
  [testNoticeType]: z.object({ endpoint_id: z.string() }),
} as const
export type NoticeDataOf<T extends keyof typeof noticeDataSchemas> = z.infer<(typeof noticeDataSchemas)[T]>

/** The body of an outgoing webhook, signed by the Standard Webhooks scheme. */
export const webhookBodySchema = z.object({
  type: z.enum([...noticeTypes, testNoticeType]),
  timestamp: z.string().describe('When it happened'),
  data: z.looseObject({
    company_id: z.string(),
    subject_id: z.string().describe('Of the invoice, payment, report; the company where it is about that'),
  }),
})
export type WebhookBody = z.infer<typeof webhookBodySchema>

const url = z.string().trim().min(1).max(maxWebhookUrlLength)

export const webhookEndpointCreateSchema = z.object({ url, types }).strict()
export type WebhookEndpointCreate = z.infer<typeof webhookEndpointCreateSchema>
export const webhookEndpointPatchSchema = z
  .object({ url: url.optional(), types: types.optional(), state: z.enum(['on', 'off']).optional() })
  .strict()
export type WebhookEndpointPatch = z.infer<typeof webhookEndpointPatchSchema>

const attemptError = z
  .enum(attemptErrors)
  .nullable()
  .describe('Why there was no answer; null where there was')
const status = z.int().nullable().describe('Of the answer: HTTP of a webhook, SMTP of an e-mail')

export const webhookEndpointSchema = z.object({
  id: z.string(),
  url: z.string(),
  types: z.array(z.enum(noticeTypes)),
  state: z.enum(['on', 'off']),
  off_reason: z.enum(endpointOffReasons).nullable(),
  previous_secret_until: z
    .string()
    .nullable()
    .describe('Until then what is sent is signed with the secret before, too'),
  created_at: z.string(),
  updated_at: z.string(),
  last_delivery: z
    .object({ state: z.enum(deliveryStates), at: z.string(), status, error: attemptError })
    .nullable()
    .describe('The last one that was tried'),
})
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>
/** Answers to making an endpoint and to changing its secret: the only ones that ever hold it. */
export const webhookEndpointSecretSchema = webhookEndpointSchema.extend({ secret: z.string() })
export type WebhookEndpointSecret = z.infer<typeof webhookEndpointSecretSchema>

/** `GET /api/v1/webhook-deliveries`, the newest first. */
export const deliveriesQuerySchema = z
  .object({
    endpoint_id: z.string().max(100).optional(),
    kind: z.enum(deliveryKinds).optional(),
    state: z.enum(deliveryStates).optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict()
export type DeliveriesQuery = z.infer<typeof deliveriesQuerySchema>

export const deliverySchema = z.object({
  id: z.string().describe('Of a webhook its webhook-id, the same at every attempt'),
  kind: z.enum(deliveryKinds),
  type: z.enum([...noticeTypes, testNoticeType]),
  subject_id: z.string(),
  occurred_at: z.string(),
  endpoint_id: z.string().nullable(),
  recipient: z.string().describe('The address of the endpoint, or the e-mail address'),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  last_status: status,
  last_error: attemptError,
  next_at: z.string().nullable().describe('When it is tried next'),
  ended_at: z.string().nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>
export const deliveriesSchema = z.object({
  deliveries: z.array(deliverySchema),
  next_cursor: z.string().nullable(),
})
export type Deliveries = z.infer<typeof deliveriesSchema>

export const deliveryDetailSchema = deliverySchema.extend({
  body: webhookBodySchema.describe('What is sent to endpoints; e-mails say the same in words'),
  log: z
    .array(
      z.object({
        at: z.string(),
        duration_ms: z.int(),
        status,
        error: attemptError,
        answer: z.string().describe('The first 1,000 characters of the answer'),
      }),
    )
    .describe('The attempts of the last 30 days, the newest first, 100 at most'),
})
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>

/** `PUT /api/v1/notice-settings`: all at once. */
export const noticeSettingsPutSchema = z
  .object({
    addresses: z
      .array(z.object({ address: z.email().max(254), types }).strict())
      .max(maxNoticeAddresses)
      .refine(
        (list) => new Set(list.map(({ address }) => address.toLowerCase())).size === list.length,
        'must not name an address twice',
      ),
    language: z.enum(['en', 'ru']),
  })
  .strict()
export type NoticeSettingsPut = z.infer<typeof noticeSettingsPutSchema>
export const noticeSettingsSchema = z.object({
  addresses: z.array(z.object({ address: z.string(), types: z.array(z.enum(noticeTypes)) })),
  language: z.enum(['en', 'ru']),
  sends_mail: z.boolean().describe('The server knows a mail server; without one no e-mail goes out'),
  takes_private_addresses: z
    .boolean()
    .describe('Endpoints may be in the private network of the server, also without TLS'),
})
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>
