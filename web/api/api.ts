import type { z } from 'zod'
import type {
  apiKeyCreateSchema,
  ConnectionCreate,
  chatItemsQuerySchema,
  chatQuerySchema,
  companyPatchSchema,
  connectionPatchSchema,
  connectionRotateSchema,
  itemsExportSchema,
  messageItemsQuerySchema,
  messageQuerySchema,
  metricsExportSchema,
  secondFactorSignInSchema,
  setupSchema,
  signInSchema,
} from '../../src/contract/index.ts'
import { eitherOf } from './answer-check.ts'
import { answers } from './answers.ts'
import { requestFile, requestJson, requestNothing } from './request.ts'

type Signal = AbortSignal | undefined

/** A question about messages, or one about chats. */
export type MetricsQuestion = z.input<typeof messageQuerySchema> | z.input<typeof chatQuerySchema>

/** The public API, as the pages use it. Every call throws `ApiError`; answers are checked, never believed. */
export const api = {
  session: {
    get: (signal?: Signal) => requestJson('/api/v1/session', answers.session, { signal }),
    /** A session, or a challenge where a second factor is asked for. */
    signIn: (body: z.input<typeof signInSchema>) =>
      requestJson('/api/v1/session', eitherOf(answers.session, answers.challenge), { method: 'POST', body }),
    signInWithCode: (body: z.input<typeof secondFactorSignInSchema>) =>
      requestJson('/api/v1/session/second-factor', answers.session, { method: 'POST', body }),
    switchCompany: (companyId: string) =>
      requestJson('/api/v1/session', answers.session, { method: 'PATCH', body: { company_id: companyId } }),
    signOut: () => requestNothing('/api/v1/session', { method: 'DELETE' }),
  },
  setup: {
    state: (signal?: Signal) => requestJson('/api/v1/setup', answers.setupState, { signal }),
    complete: (body: z.input<typeof setupSchema>) =>
      requestJson('/api/v1/setup', answers.session, { method: 'POST', body }),
  },
  company: {
    change: (body: z.input<typeof companyPatchSchema>) =>
      requestJson('/api/v1/company', answers.company, { method: 'PATCH', body }),
  },
  balance: (signal?: Signal) => requestJson('/api/v1/balance', answers.balance, { signal }),
  connections: {
    list: (signal?: Signal) => requestJson('/api/v1/connections', answers.connections, { signal }),
    create: (body: ConnectionCreate) =>
      requestJson('/api/v1/connections', answers.connection, { method: 'POST', body }),
    change: (id: string, body: z.input<typeof connectionPatchSchema>) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}`, answers.connection, {
        method: 'PATCH',
        body,
      }),
    health: (signal?: Signal) =>
      requestJson('/api/v1/connections/health', answers.connectionHealth, { signal }),
    refused: (id: string, signal?: Signal) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}/refused`, answers.refusedRequests, {
        signal,
      }),
    refusedRequest: (id: string, requestId: string, signal?: Signal) =>
      requestJson(
        `/api/v1/connections/${encodeURIComponent(id)}/refused/${encodeURIComponent(requestId)}`,
        answers.refusedRequest,
        { signal },
      ),
    rotate: (id: string, body: z.input<typeof connectionRotateSchema>) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}/rotate`, answers.connection, {
        method: 'POST',
        body,
      }),
    test: (id: string) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}/test`, answers.connectionTested, {
        method: 'POST',
      }),
    reconcile: (id: string) =>
      requestJson(`/api/v1/connections/${encodeURIComponent(id)}/reconcile`, answers.reconciled, {
        method: 'POST',
      }),
    delete: (id: string) =>
      requestNothing(`/api/v1/connections/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  },
  apiKeys: {
    list: (signal?: Signal) => requestJson('/api/v1/api-keys', answers.apiKeys, { signal }),
    create: (body: z.input<typeof apiKeyCreateSchema>) =>
      requestJson('/api/v1/api-keys', answers.apiKeyCreated, { method: 'POST', body }),
    rotate: (id: string, previousValidHours: number) =>
      requestJson(`/api/v1/api-keys/${encodeURIComponent(id)}/rotate`, answers.apiKeyCreated, {
        method: 'POST',
        body: { previous_valid_hours: previousValidHours },
      }),
    revoke: (id: string) =>
      requestNothing(`/api/v1/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  },
  metrics: {
    catalogue: (signal?: Signal) => requestJson('/api/v1/metrics', answers.catalogue, { signal }),
    networks: (signal?: Signal) => requestJson('/api/v1/networks', answers.networks, { signal }),
    query: (body: MetricsQuestion, signal?: Signal) =>
      requestJson('/api/v1/metrics/query', answers.metricsResult, { method: 'POST', body, signal }),
    export: (body: z.input<typeof metricsExportSchema>) =>
      requestFile('/api/v1/metrics/export', `${body.name ?? 'metrics'}.${body.format}`, {
        method: 'POST',
        body,
      }),
  },
  items: {
    list: (body: z.input<typeof messageItemsQuerySchema>, signal?: Signal) =>
      requestJson('/api/v1/metrics/items', answers.messageItems, { method: 'POST', body, signal }),
    export: (body: z.input<typeof itemsExportSchema>) =>
      requestFile('/api/v1/metrics/items/export', `${body.name ?? 'messages'}.${body.format}`, {
        method: 'POST',
        body,
      }),
  },
  chats: {
    items: (body: z.input<typeof chatItemsQuerySchema>, signal?: Signal) =>
      requestJson('/api/v1/metrics/items', answers.chatItems, { method: 'POST', body, signal }),
    card: (id: string, signal?: Signal) =>
      requestJson(`/api/v1/chats/${encodeURIComponent(id)}`, answers.chatCard, { signal }),
    /** The raw request behind an event of a chat's timeline. */
    rawRequest: (id: string, eventId: string, signal?: Signal) =>
      requestJson(
        `/api/v1/chats/${encodeURIComponent(id)}/events/${encodeURIComponent(eventId)}/raw`,
        answers.rawRequest,
        { signal },
      ),
    /** What the sources call their configured chats, groups and operators. */
    names: (signal?: Signal) => requestJson('/api/v1/chat-names', answers.chatNames, { signal }),
  },
  messages: {
    card: (id: string, signal?: Signal) =>
      requestJson(`/api/v1/messages/${encodeURIComponent(id)}`, answers.messageCard, { signal }),
    /** The raw request behind a step of a message's timeline. */
    rawRequest: (id: string, eventId: string, signal?: Signal) =>
      requestJson(
        `/api/v1/messages/${encodeURIComponent(id)}/events/${encodeURIComponent(eventId)}/raw`,
        answers.rawRequest,
        { signal },
      ),
  },
} as const
