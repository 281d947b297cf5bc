import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  adjustmentSchema,
  apiKeyCreatedSchema,
  apiKeySchema,
  auditEntriesSchema,
  auditEntrySchema,
  authorizationSchema,
  balanceSchema,
  bankStatementUploadSchema,
  callCardSchema,
  callItemSchema,
  callItemsSchema,
  challengeSchema,
  chatCardSchema,
  chatItemSchema,
  chatItemsSchema,
  chatNamesSchema,
  checkoutSchema,
  companySchema,
  connectionSchema,
  csvMappingSchema,
  csvPreviewSchema,
  deliveriesSchema,
  deliveryDetailSchema,
  deliverySchema,
  eventsAnswerSchema,
  importedLineSchema,
  importPreviewSchema,
  importResultSchema,
  importSchema,
  invitationSchema,
  invitationSentSchema,
  invoiceChargesSchema,
  invoiceDetailSchema,
  invoiceSchema,
  itemsResultSchema,
  memberSchema,
  messageCardSchema,
  messageItemSchema,
  messageItemsSchema,
  metricDefinitionSchema,
  metricsResultSchema,
  noticeSettingsSchema,
  openInvitationSchema,
  paymentGatewaySchema,
  paymentSchema,
  peopleSchema,
  priceAssignmentSchema,
  priceImportSchema,
  priceListSchema,
  priceListVersionDetailSchema,
  priceListVersionSchema,
  priceSimulationSchema,
  pricesSchema,
  problemSchema,
  rateSchema,
  rawRequestSchema,
  sessionSchema,
  statementReportSchema,
  storedDetailsSchema,
  supplierSettingsSchema,
  transactionSchema,
  transactionsSchema,
  unratedSchema,
  webhookBodySchema,
  webhookEndpointSchema,
  webhookEndpointSecretSchema,
} from '../contract/index.ts'

type SchemaMeta = { id?: string | undefined }

/** Schemas that get a name of their own in the document. */
const schemaRegistry = z.registry<SchemaMeta>()
const named = {
  Adjustment: adjustmentSchema,
  ApiKey: apiKeySchema,
  ApiKeyCreated: apiKeyCreatedSchema,
  AuditEntries: auditEntriesSchema,
  AuditEntry: auditEntrySchema,
  Authorization: authorizationSchema,
  Balance: balanceSchema,
  BankStatement: bankStatementUploadSchema,
  CallCard: callCardSchema,
  CallItem: callItemSchema,
  CallItems: callItemsSchema,
  ChatCard: chatCardSchema,
  ChatItem: chatItemSchema,
  ChatItems: chatItemsSchema,
  ChatNames: chatNamesSchema,
  Checkout: checkoutSchema,
  Company: companySchema,
  CompanyDetails: storedDetailsSchema,
  Connection: connectionSchema,
  CsvMapping: csvMappingSchema,
  CsvPreview: csvPreviewSchema,
  Deliveries: deliveriesSchema,
  Delivery: deliverySchema,
  DeliveryDetail: deliveryDetailSchema,
  EventsAnswer: eventsAnswerSchema,
  Import: importSchema,
  ImportPreview: importPreviewSchema,
  ImportResult: importResultSchema,
  Invoice: invoiceSchema,
  InvoiceCharges: invoiceChargesSchema,
  InvoiceDetail: invoiceDetailSchema,
  ImportedLine: importedLineSchema,
  ItemsResult: itemsResultSchema,
  MessageCard: messageCardSchema,
  MessageItem: messageItemSchema,
  MessageItems: messageItemsSchema,
  MetricDefinition: metricDefinitionSchema,
  MetricsResult: metricsResultSchema,
  Payment: paymentSchema,
  PaymentGateway: paymentGatewaySchema,
  NoticeSettings: noticeSettingsSchema,
  PriceAssignment: priceAssignmentSchema,
  PriceImport: priceImportSchema,
  PriceList: priceListSchema,
  PriceListVersion: priceListVersionSchema,
  PriceListVersionDetail: priceListVersionDetailSchema,
  PriceSimulation: priceSimulationSchema,
  Prices: pricesSchema,
  Rate: rateSchema,
  Unrated: unratedSchema,
  WebhookBody: webhookBodySchema,
  WebhookEndpoint: webhookEndpointSchema,
  WebhookEndpointSecret: webhookEndpointSecretSchema,
  Invitation: invitationSchema,
  InvitationSent: invitationSentSchema,
  Member: memberSchema,
  OpenInvitation: openInvitationSchema,
  People: peopleSchema,
  SignInChallenge: challengeSchema,
  Problem: problemSchema,
  RawRequest: rawRequestSchema,
  Session: sessionSchema,
  SupplierSettings: supplierSettingsSchema,
  StatementReport: statementReportSchema,
  Transaction: transactionSchema,
  Transactions: transactionsSchema,
}
for (const [id, schema] of Object.entries(named)) schemaRegistry.add(schema, { id })

const transform = createJsonSchemaTransform({ schemaRegistry })

/** What a route that reads its body as raw bytes says of it: content type -> schema. */
export type RawBodyDocument = Readonly<Record<string, z.ZodType>>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Documented body of a route that takes raw bytes and parses them itself. */
    rawBody?: RawBodyDocument
  }
}

/** Problem documents that every route may answer with. */
export const problemResponses = {
  '4xx': {
    description: 'The request was refused: `code` is stable, `detail` says what to do',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
  '5xx': {
    description: 'A fault of the server; safe to try again',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
} as const

export const bearerOrSession = [{ key: [] }, { session: [] }]
export const sessionOnly = [{ session: [] }]

/** Collects the routes that are registered after it into an OpenAPI 3.1 document. */
export async function registerOpenApi(
  app: FastifyInstance,
  { version, isSecure }: { readonly version: string; readonly isSecure: boolean },
): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tallybook',
        version,
        description:
          'Events of messaging providers in, numbers out. Field names are snake_case; instants are RFC 3339 with offset; money is a decimal string with its currency; errors are problem documents (RFC 9457).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [
        { url: '/' },
        {
          url: '/c/{company_id}',
          description: 'In a company below the own one, or another of the person’s own',
          variables: { company_id: { default: '00000000-0000-0000-0000-000000000000' } },
        },
      ],
      tags: [
        { name: 'events', description: 'Events in' },
        { name: 'imports', description: 'Files of events in' },
        { name: 'hooks', description: 'Callbacks of providers, unmodified' },
        { name: 'metrics', description: 'Numbers out' },
        { name: 'messages', description: 'One message and the events behind it' },
        {
          name: 'chats',
          description: 'One chat and the events behind it, names of chats, groups and operators',
        },
        { name: 'calls', description: 'One call and the events behind it' },
        { name: 'money', description: 'Balance, transactions, what staff enters, authorizations' },
        { name: 'invoices', description: 'Invoices, pro-formas, credit notes, and what they are made by' },
        { name: 'payments', description: 'Money that comes in: cards, statements of banks, staff' },
        { name: 'reports', description: 'Lists as files, made in the background' },
        { name: 'prices', description: 'Price lists, what is in force, what has no price' },
        { name: 'connections', description: 'Providers whose callbacks are taken in' },
        { name: 'notices', description: 'Webhooks and e-mails that go out, and how that went' },
        { name: 'chats', description: 'Names of chats, operators and groups; targets and business hours' },
        { name: 'company', description: 'The company, its keys, who is signed in' },
        { name: 'people', description: 'Who belongs to the company, and how a person signs in' },
        { name: 'audit', description: 'Who did what to what, from where' },
        { name: 'operation', description: 'For those who run the program' },
      ],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key of the company' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            // Browsers keep cookies of this prefix to https.
            name: `${isSecure ? '__Secure-' : ''}tallybook.session_token`,
            description: 'Set by signing in',
          },
        },
      },
    },
    transform: (input) => withRawBody(transform(input), input.route.config?.rawBody),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  })
}

type Transformed = ReturnType<typeof transform>

function withRawBody(result: Transformed, rawBody: RawBodyDocument | undefined): Transformed {
  if (!rawBody) return result
  const content = Object.fromEntries(
    Object.entries(rawBody).map(([type, schema]) => [
      type,
      { schema: z.toJSONSchema(schema, { io: 'input' }) },
    ]),
  )
  return { ...result, schema: { ...result.schema, body: { content } } }
}

/** `GET /api/openapi.json` */
export function registerOpenApiRoute(app: FastifyInstance): void {
  app.get(
    '/api/openapi.json',
    {
      schema: {
        tags: ['operation'],
        summary: 'This document',
        response: { 200: z.record(z.string(), z.unknown()) },
      },
    },
    async () => app.swagger(),
  )
}
