import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Company, MessageStep } from '../contract/index.ts'
import { apiConnectionId, type Facts, type MessageEvent, openFacts, type RawRequest } from '../facts/index.ts'
import { blankMessageEvent } from '../facts/message-event.fixture.ts'

/** For tests only: a company's facts on a real engine of their own, written through the log. */
export interface TestFacts {
  readonly facts: Facts
  readonly company: Company
  /** Sets the clock that facts and metrics are opened with. */
  setNow(text: string): void
  readonly clock: () => number
  /** Puts events into the log and folds them. */
  record(events: readonly MessageEvent[]): Promise<void>
  close(): Promise<void>
}

const companyId = '0199a000-0000-7000-8000-000000000001'

export async function openTestFacts(now: string, company: Partial<Company> = {}): Promise<TestFacts> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-metrics-'))
  let nowMs = Date.parse(now)
  const clock = (): number => nowMs
  const facts = await openFacts({ dataDir, clock })
  await facts.migrate()
  return {
    facts,
    company: { id: companyId, name: 'Test', time_zone: 'Europe/Berlin', currency: 'EUR', ...company },
    setNow: (text) => {
      nowMs = Date.parse(text)
    },
    clock,
    record: async (events) => {
      await facts.importEvents(events)
      await facts.foldChanges()
    },
    close: async () => {
      await facts.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface EventInput extends Partial<Omit<MessageEvent, 'timeMs'>> {
  readonly messageId: string
  readonly step: MessageStep
  readonly time: string
}

/** An event with everything that a test does not care about left unstated. */
export function event({ time, ...input }: EventInput): MessageEvent {
  const timeMs = Date.parse(time)
  return {
    ...blankMessageEvent,
    companyId,
    messageKey: hashed(input.messageId),
    eventKey: hashed(`${input.messageId} ${input.step} ${time} ${input.part ?? 0}`),
    timeMs,
    receivedAtMs: timeMs,
    requestId: hashed('request'),
    ...input,
  }
}

export function rawRequest(input: Partial<RawRequest> & { readonly body: Uint8Array }): RawRequest {
  return {
    companyId,
    requestId: hashed('request'),
    connectionId: apiConnectionId,
    provider: 'api',
    receivedAtMs: Date.parse('2026-09-01T00:00:00Z'),
    method: 'POST',
    path: '/api/v1/events',
    headers: { 'content-type': 'application/json' },
    ...input,
  }
}

export function hashed(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
