import type { Company } from '../contract/index.ts'
import type { Clock } from '../core/index.ts'
import { type CanonicalBatch, canonicalChatEventsOf, canonicalEventsOf } from '../simulator/index.ts'
import { demoDesk } from './demo-chats.ts'
import type { Rooms } from './open-rooms.ts'

export const periodMs = 6 * 3_600_000
/** One message every six seconds or so: enough to see the page move. */
const messagesPerPeriod = 3_600
const beatMs = 1_000
const maxBatchesPerBeat = 50

/** What comes in from a moment on, for six hours. */
export type TrafficFrom = (fromMs: number, company: Company) => Generator<CanonicalBatch>

/** New messages, others every time: their ids follow from the seed. */
export const messagesFrom: TrafficFrom = (fromMs, company) =>
  canonicalEventsOf({
    seed: Math.floor(fromMs / 1000),
    messages: messagesPerPeriod,
    fromMs,
    toMs: fromMs + periodMs,
    timeZone: company.time_zone,
    currency: company.currency,
  })

/** The chats that are open go on, and new ones are opened. */
export function chatsSince(sinceMs: number): TrafficFrom {
  return (fromMs, company) =>
    canonicalChatEventsOf({
      ...demoDesk,
      period: { fromMs, toMs: fromMs + periodMs },
      timeZone: company.time_zone,
      chatsSinceMs: sinceMs,
    })
}

export interface DemoTrafficOptions {
  readonly traffic: TrafficFrom
  /** Where it goes on from, epoch ms: what was made up before lies before it. */
  readonly fromMs: number
  readonly rooms: Pick<Rooms, 'ingest'>
  readonly company: Company
  readonly clock: Clock
  /** Called after events were accepted. */
  readonly onAccepted: () => void
  readonly onError: (error: unknown) => void
}

/** Posts a little traffic into the demo for as long as it runs, the way a program of the company would. */
export class DemoTraffic {
  readonly #options: DemoTrafficOptions
  #batches: Generator<CanonicalBatch>
  /** Where the next six hours begin: exactly where the last ones ended. */
  #fromMs: number
  #next: CanonicalBatch | undefined
  #reachedMs: number
  #timer: NodeJS.Timeout | null = null
  #posting: Promise<void> = Promise.resolve()

  constructor(options: DemoTrafficOptions) {
    this.#options = options
    this.#fromMs = options.fromMs
    this.#reachedMs = options.fromMs
    this.#batches = this.#newPeriod()
    this.#next = this.#batches.next().value
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      // The next beat waits for this one, so that a slow machine is never asked for more than it does.
      this.#posting = this.#posting.then(() => this.#postDue()).catch(this.#options.onError)
    }, beatMs)
  }

  /** Resolves to the moment up to which everything was posted, epoch ms. */
  async stop(): Promise<number> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#posting
    return this.#reachedMs
  }

  async #postDue(): Promise<void> {
    const now = this.#options.clock()
    for (let posted = 0; posted < maxBatchesPerBeat; posted += 1) {
      const batch = this.#next
      if (!batch || batch.receivedAtMs > now) break
      await this.#post(batch)
      this.#next = this.#batches.next().value
    }
    if (this.#next && this.#next.receivedAtMs > now) this.#reachedMs = now
    if (this.#next) return
    this.#batches = this.#newPeriod()
    this.#next = this.#batches.next().value
  }

  async #post(batch: CanonicalBatch): Promise<void> {
    const { rooms, company, onAccepted } = this.#options
    const answered = await rooms.ingest.acceptEvents({
      companyId: company.id,
      contentType: 'application/cloudevents-batch+json',
      body: new TextEncoder().encode(JSON.stringify(batch.events)),
      request: { method: 'POST', path: '/api/v1/events', headers: {} },
    })
    if (answered.ok) onAccepted()
  }

  #newPeriod(): Generator<CanonicalBatch> {
    const fromMs = this.#fromMs
    this.#fromMs += periodMs
    return this.#options.traffic(fromMs, this.#options.company)
  }
}
