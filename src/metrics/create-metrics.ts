import type {
  CallCard,
  CallItem,
  CallItems,
  CallItemsQuery,
  ChatCard,
  ChatItem,
  ChatItems,
  ChatItemsQuery,
  ChatNames,
  Company,
  ItemsQuery,
  ItemsResult,
  MessageCard,
  MessageItem,
  MessageItems,
  MessageItemsQuery,
  MetricsQuery,
  MetricsResult,
  RawRequestView,
  Scope,
} from '../contract/index.ts'
import { type Clock, type Failure, ok, type Result } from '../core/index.ts'
import type { Facts, PersonalDataView } from '../facts/index.ts'
import { planCallItems } from './calls/plan-call-items.ts'
import { readCallCard } from './calls/read-call-card.ts'
import { runCallQuery } from './calls/run-call-query.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { readChatCard } from './chats/items/read-chat-card.ts'
import { readChatNames } from './chats/items/read-chat-names.ts'
import { runChatItems, streamChatItems } from './chats/items/run-chat-items.ts'
import { runChatQuery } from './chats/run/run-chat-query.ts'
import { type ItemsFailure, planItems } from './items/plan-items.ts'
import { type CardFailure, type ExplainCharge, readCard } from './items/read-card.ts'
import { type ConnectionTraffic, readConnectionTraffic } from './items/read-connection-traffic.ts'
import { type EventReference, readRawRequest } from './items/read-raw-request.ts'
import { runItems } from './items/run-items.ts'
import { type ItemsStream, type StreamOptions, streamItems } from './items/stream-items.ts'
import { type NarrowFailure, narrowItems, narrowQuery } from './plan/narrow-question.ts'
import type { PlanContext } from './plan/plan-query.ts'
import { defaultTimeOuts, type TimeOuts } from './plan/timed-out-sql.ts'
import { type ChatAuthorCharge, chatAuthorCharges } from './run/chat-author-charges.ts'
import { type PayerCharge, type PayerQuery, payerCharges } from './run/payer-charges.ts'
import { type QueryFailure, runQuery } from './run/run-query.ts'

export interface MetricsOptions {
  readonly facts: Pick<Facts, 'forCompany'>
  readonly clock: Clock
  /** Those of docs/metrics.md by default. */
  readonly timeOuts?: TimeOuts
  /** Without it, cards say what a message costs and not why. */
  readonly explainCharge?: ExplainCharge
}

type PageFailure = ItemsFailure | NarrowFailure | Failure<'invalid_cursor'>

/** One page of what a number counts; the total is the number. */
interface AskItems {
  (company: Company, query: MessageItemsQuery): Promise<Result<MessageItems, PageFailure>>
  (company: Company, query: ChatItemsQuery): Promise<Result<ChatItems, PageFailure>>
  (company: Company, query: CallItemsQuery): Promise<Result<CallItems, PageFailure>>
  (company: Company, query: ItemsQuery): Promise<Result<ItemsResult, PageFailure>>
}

/** Lines of a file, and which columns they have. */
export type StreamedItems =
  | ({ readonly family: 'messages' } & ItemsStream<MessageItem>)
  | ({ readonly family: 'chats' } & ItemsStream<ChatItem>)
  | ({ readonly family: 'calls' } & ItemsStream<CallItem>)

/**
 * Every number of the pages and the API, and the messages, chats and calls behind it. Personal data is masked, unless it is read
 * through `forReader` by who may see it.
 */
export interface Metrics {
  /** The same for a caller: with numbers, addresses and customers' ids in full where its scopes have `personal_data:read`. */
  forReader(reader: { readonly scopes: readonly Scope[] }): Metrics
  readonly catalogue: typeof catalogue
  query(company: Company, query: MetricsQuery): Promise<Result<MetricsResult, QueryFailure | NarrowFailure>>
  readonly items: AskItems
  /** The same messages for a file: all as of one moment, in pages, at most `maxExportedItems` unless more are asked for. */
  streamItems(
    company: Company,
    query: Omit<ItemsQuery, 'cursor' | 'limit'>,
    options?: StreamOptions,
  ): Promise<Result<StreamedItems, ItemsFailure | NarrowFailure>>
  /** What a company above pays for the messages of this one, by channel and currency; only what is charged. */
  payerCharges(company: Company, query: PayerQuery): Promise<Result<readonly PayerCharge[], ItemsFailure>>
  /** What messages of chats cost this one and a company above, by author and currency; only what is charged. */
  chatAuthorCharges(
    company: Company,
    query: PayerQuery,
  ): Promise<Result<readonly ChatAuthorCharge[], ItemsFailure>>
  /** One message with its timeline; instants in the company's zone unless another is asked for. */
  card(
    company: Company,
    id: string,
    options?: { readonly time_zone?: string | undefined },
  ): Promise<Result<MessageCard, CardFailure>>
  /** One chat with its timeline; instants likewise. */
  chatCard(
    company: Company,
    id: string,
    options?: { readonly time_zone?: string | undefined },
  ): Promise<Result<ChatCard, CardFailure>>
  /** One call with what was said of it; instants likewise. */
  callCard(
    company: Company,
    id: string,
    options?: { readonly time_zone?: string | undefined },
  ): Promise<Result<CallCard, CardFailure>>
  /** What the sources call their configured chats, groups and operators. */
  chatNames(company: Company): Promise<ChatNames>
  /** The request behind one event of a message, a chat or a call, as it was received. */
  rawRequest(company: Company, event: EventReference): Promise<Result<RawRequestView, Failure<'not_found'>>>
  /** What came through each connection in the last hour; those that nothing came through are left out. */
  connectionTraffic(company: Company): Promise<readonly ConnectionTraffic[]>
}

export function createMetrics(given: MetricsOptions): Metrics {
  return metricsOf(given, 'masked')
}

function metricsOf(given: MetricsOptions, view: PersonalDataView): Metrics {
  const { facts, clock, timeOuts = defaultTimeOuts, explainCharge = () => Promise.resolve(null) } = given
  const contextOf = (company: Company): PlanContext => ({ company, asOfMs: clock(), timeOuts })
  const of = (company: Company) => facts.forCompany(company.id, view)
  const items = async (company: Company, query: ItemsQuery): Promise<Result<ItemsResult, PageFailure>> => {
    const narrowed = narrowItems(query)
    if (!narrowed.ok) return narrowed
    const question = narrowed.value
    const context = contextOf(company)
    if (question.family === 'chats') return runChatItems(of(company), question.query, context)
    const asked = { ...query, asOfMs: context.asOfMs }
    if (question.family === 'calls') {
      const plan = planCallItems(question.query, context)
      return plan.ok ? runItems(of(company), plan.value, asked) : plan
    }
    const plan = planItems(question.query, context)
    return plan.ok ? runItems(of(company), plan.value, asked) : plan
  }
  return {
    forReader: (reader) =>
      metricsOf(given, reader.scopes.includes('personal_data:read') ? 'plain' : 'masked'),
    catalogue,
    query: async (company, query) => {
      const narrowed = narrowQuery(query)
      if (!narrowed.ok) return narrowed
      const question = narrowed.value
      const context = contextOf(company)
      if (question.family === 'calls') return runCallQuery(of(company), question.query, context)
      return question.family === 'messages'
        ? runQuery(of(company), question.query, context)
        : runChatQuery(of(company), question.query, context)
    },
    // A question of one family is answered with its items: `narrowItems` tells which.
    items: items as AskItems,
    streamItems: async (company, query, options) => {
      const narrowed = narrowItems(query)
      if (!narrowed.ok) return narrowed
      const question = narrowed.value
      const context = contextOf(company)
      if (question.family === 'chats') {
        const stream = await streamChatItems(of(company), question.query, context, options)
        return stream.ok ? ok({ family: 'chats', ...stream.value }) : stream
      }
      if (question.family === 'calls') {
        const plan = planCallItems(question.query, context)
        if (!plan.ok) return plan
        const stream = await streamItems(of(company), plan.value, context.asOfMs, options)
        return ok({ family: 'calls', ...stream })
      }
      const plan = planItems(question.query, context)
      if (!plan.ok) return plan
      return ok({
        family: 'messages',
        ...(await streamItems(of(company), plan.value, context.asOfMs, options)),
      })
    },
    payerCharges: (company, query) => payerCharges(of(company), query, contextOf(company)),
    chatAuthorCharges: (company, query) => chatAuthorCharges(of(company), query, contextOf(company)),
    card: (company, id, options) =>
      readCard(of(company), id, contextOf(company), { timeZone: options?.time_zone, explainCharge }),
    chatCard: (company, id, options) =>
      readChatCard(of(company), id, contextOf(company), { timeZone: options?.time_zone }),
    callCard: (company, id, options) =>
      readCallCard(of(company), id, contextOf(company), { timeZone: options?.time_zone }),
    chatNames: (company) => readChatNames(of(company)),
    rawRequest: (company, event) => readRawRequest(of(company), event, company.time_zone),
    connectionTraffic: (company) => readConnectionTraffic(of(company), clock()),
  }
}
