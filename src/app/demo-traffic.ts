import type { Company } from '../contract/index.ts'
import type { Clock } from '../core/index.ts'
import { type CanonicalBatch, canonicalEventsOf } from '../simulator/index.ts'
import type { Rooms } from './open-rooms.ts'

const periodMs = 6 * 3_600_000
/** One message every six seconds or so: enough to see the page move. */
const messagesPerPeriod = 3_600
const beatMs = 1_000
const maxBatchesPerBeat = 50

export interface DemoTrafficOptions {
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
  #next: CanonicalBatch | undefined
  #timer: NodeJS.Timeout | null = null
  #posting: Promise<void> = Promise.resolve()

  constructor(options: DemoTrafficOptions) {
    this.#options = options
    this.#batches = this.#newPeriod()
    this.#next = this.#batches.next().value
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      // The next beat waits for this one, so that a slow machine is never asked for more than it does.
      this.#posting = this.#posting.then(() => this.#postDue()).catch(this.#options.onError)
    }, beatMs)
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#posting
  }

  async #postDue(): Promise<void> {
    const now = this.#options.clock()
    for (let posted = 0; posted < maxBatchesPerBeat; posted += 1) {
      const batch = this.#next
      if (!batch || batch.receivedAtMs > now) break
      await this.#post(batch)
      this.#next = this.#batches.next().value
    }
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
    const { clock, company } = this.#options
    const fromMs = clock()
    return canonicalEventsOf({
      // Another seed every time: message ids follow from it.
      seed: Math.floor(fromMs / 1000),
      messages: messagesPerPeriod,
      fromMs,
      toMs: fromMs + periodMs,
      timeZone: company.time_zone,
      currency: company.currency,
    })
  }
}
