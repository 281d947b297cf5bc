import { z } from 'zod'
import {
  apiKeyCreatedSchema,
  type apiKeyCreateSchema,
  apiKeySchema,
  type ConnectionCreate,
  catalogueSchema,
  type companyPatchSchema,
  companySchema,
  type connectionPatchSchema,
  connectionSchema,
  type itemsExportSchema,
  type itemsQuerySchema,
  itemsResultSchema,
  messageCardSchema,
  type metricsExportSchema,
  type metricsQuerySchema,
  metricsResultSchema,
  rawRequestSchema,
  sessionSchema,
  type setupSchema,
  setupStateSchema,
  type signInSchema,
} from '../../src/contract/index.ts'
import { requestFile, requestJson, requestNothing } from './request.ts'

type Signal = AbortSignal | undefined

/** The public API, as the pages use it. Every call throws `ApiError`; answers are parsed, never believed. */
export const api = {
  session: {
    get: (signal?: Signal) => requestJson('/api/v1/session', sessionSchema, { signal }),
    signIn: (body: z.input<typeof signInSchema>) =>
      requestJson('/api/v1/session', sessionSchema, { method: 'POST', body }),
    switchCompany: (companyId: string) =>
      requestJson('/api/v1/session', sessionSchema, { method: 'PATCH', body: { company_id: companyId } }),
    signOut: () => requestNothing('/api/v1/session', { method: 'DELETE' }),
  },
  setup: {
    state: (signal?: Signal) => requestJson('/api/v1/setup', setupStateSchema, { signal }),
    complete: (body: z.input<typeof setupSchema>) =>
      requestJson('/api/v1/setup', sessionSchema, { method: 'POST', body }),
  },
  company: {
    change: (body: z.input<typeof companyPatchSchema>) =>
      requestJson('/api/v1/company', companySchema, { method: 'PATCH', body }),
  },
  connections: {
    list: (signal?: Signal) => requestJson('/api/v1/connections', z.array(connectionSchema), { signal }),
    create: (body: ConnectionCreate) =>
      requestJson('/api/v1/connections', connectionSchema, { method: 'POST', body }),
    change: (id: string, body: z.input<typeof connectionPatchSchema>) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}`, connectionSchema, {
        method: 'PATCH',
        body,
      }),
    delete: (id: string) =>
      requestNothing(`/api/v1/connections/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  },
  apiKeys: {
    list: (signal?: Signal) => requestJson('/api/v1/api-keys', z.array(apiKeySchema), { signal }),
    create: (body: z.input<typeof apiKeyCreateSchema>) =>
      requestJson('/api/v1/api-keys', apiKeyCreatedSchema, { method: 'POST', body }),
    revoke: (id: string) =>
      requestNothing(`/api/v1/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  },
  metrics: {
    catalogue: (signal?: Signal) => requestJson('/api/v1/metrics', catalogueSchema, { signal }),
    query: (body: z.input<typeof metricsQuerySchema>, signal?: Signal) =>
      requestJson('/api/v1/metrics/query', metricsResultSchema, { method: 'POST', body, signal }),
    export: (body: z.input<typeof metricsExportSchema>) =>
      requestFile('/api/v1/metrics/export', `${body.name ?? 'metrics'}.${body.format}`, {
        method: 'POST',
        body,
      }),
  },
  items: {
    list: (body: z.input<typeof itemsQuerySchema>, signal?: Signal) =>
      requestJson('/api/v1/metrics/items', itemsResultSchema, { method: 'POST', body, signal }),
    export: (body: z.input<typeof itemsExportSchema>) =>
      requestFile('/api/v1/metrics/items/export', `${body.name ?? 'messages'}.${body.format}`, {
        method: 'POST',
        body,
      }),
  },
  messages: {
    card: (id: string, signal?: Signal) =>
      requestJson(`/api/v1/messages/${encodeURIComponent(id)}`, messageCardSchema, { signal }),
    /** The raw request behind a step of a message's timeline. */
    rawRequest: (id: string, eventId: string, signal?: Signal) =>
      requestJson(
        `/api/v1/messages/${encodeURIComponent(id)}/events/${encodeURIComponent(eventId)}/raw`,
        rawRequestSchema,
        { signal },
      ),
  },
} as const
