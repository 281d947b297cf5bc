import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blankChatEvent } from '../../chats/chat-event.fixture.ts'
import type { ChatEvent, ChatSettings } from '../../chats/index.ts'
import {
  type ChatItem,
  type ChatItemsQuery,
  type ChatMetricName,
  type ChatQuery,
  type ChatStep,
  type Company,
  chatItemsQuerySchema,
  chatQuerySchema,
  type MetricRow,
  type MetricsResult,
} from '../../contract/index.ts'
import { type Facts, openFacts } from '../../facts/index.ts'
import { createMetrics, type Metrics } from '../create-metrics.ts'
import { hashed } from '../facts.fixture.ts'

/** For tests only: a company's chats on a real engine of their own, written through the log, and questions about them. */
export interface ChatWorld {
  readonly facts: Facts
  readonly metrics: Metrics
  readonly company: Company
  record(events: readonly ChatEvent[]): Promise<void>
  ask(query: AskedChats): Promise<MetricsResult>
  failureOf(query: AskedChats): Promise<string | undefined>
  /** Every page of the items behind a number, and their total. */
  list(metric: ChatMetricName, query: AskedItems): Promise<{ total: number; items: readonly ChatItem[] }>
  close(): Promise<void>
}

type Period = Pick<ChatQuery, 'from' | 'to'>
export type AskedChats = Partial<Omit<ChatQuery, 'metrics'>> & {
  readonly metrics: readonly ChatMetricName[]
} & Period
export type AskedItems = Period & Partial<ChatItemsQuery>

const companyId = '0199a000-0000-7000-8000-000000000001'

export async function openChatWorld(now: string, settings?: ChatSettings): Promise<ChatWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-chat-metrics-'))
  const clock = (): number => Date.parse(now)
  const facts = await openFacts({
    dataDir,
    clock,
    ...(settings ? { chatSettings: () => Promise.resolve(settings) } : {}),
  })
  await facts.migrate()
  const metrics = createMetrics({ facts, clock }).forReader({ scopes: ['personal_data:read'] })
  const company: Company = { id: companyId, name: 'Test', time_zone: 'Europe/Berlin', currency: 'EUR' }
  const query = (asked: AskedChats) => metrics.query(company, chatQuerySchema.parse(asked))
  const page = async (asked: AskedItems & { metric: ChatMetricName }) => {
    const found = await metrics.items(company, chatItemsQuerySchema.parse(asked))
    if (!found.ok) throw new Error(found.failure.detail)
    return found.value
  }
  return {
    facts,
    metrics,
    company,
    record: async (events) => {
      await facts.importChatEvents(events)
      await facts.foldChanges()
    },
    ask: async (asked) => {
      const result = await query(asked)
      if (!result.ok) throw new Error(result.failure.detail)
      return result.value
    },
    failureOf: async (asked) => {
      const result = await query(asked)
      return result.ok ? undefined : result.failure.code
    },
    list: async (metric, asked) => {
      const items: ChatItem[] = []
      let cursor: string | null = null
      let total = 0
      for (let pages = 0; pages < 100; pages += 1) {
        const found = await page({ limit: 3, ...asked, metric, ...(cursor === null ? {} : { cursor }) })
        items.push(...found.items)
        total = found.total
        cursor = found.next_cursor
        if (cursor === null) break
      }
      return { total, items }
    },
    close: async () => {
      await facts.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

type Told = Partial<Omit<ChatEvent, 'timeMs' | 'step'>>

/** A chat's events from lines of time, step and what else is told; an empty detail is none. */
export function chat(
  chatId: string,
  about: Told,
  lines: readonly (readonly [time: string, step: ChatStep, told?: Told])[],
): readonly ChatEvent[] {
  return lines.map(([time, step, told], index) => {
    const timeMs = Date.parse(time)
    return {
      ...blankChatEvent,
      companyId,
      chatKey: hashed(chatId),
      eventKey: hashed(`${chatId} ${index}`),
      chatId,
      step,
      timeMs,
      receivedAtMs: timeMs,
      requestId: hashed('request'),
      ...(step === 'message' ? { messageId: `${chatId}-${index}` } : {}),
      ...about,
      ...told,
    }
  })
}

export const byCustomer: Told = { author: 'customer' }
export const byBot: Told = { author: 'bot' }
export const byOperator = (operatorId: string): Told => ({ author: 'operator', operatorId })

export const column = (rows: readonly MetricRow[], key: string): unknown[] => rows.map((row) => row[key])
