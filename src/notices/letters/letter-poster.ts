import { deriveKey, type Letter, openSettings } from '../../companies/index.ts'
import type { Clock } from '../../core/index.ts'
import { type Records, sql } from '../../records/index.ts'
import type { Attempt } from '../deliveries/attempt.ts'
import type { Mailer } from '../mail/open-mailer.ts'
import { composeLetter } from './letter-words.ts'

interface LetterPosterOptions {
  readonly records: Pick<Records, 'system'>
  readonly clock: Clock
  readonly secretKey: string
  readonly publicUrl: string
  /** Null: no mail server is known. */
  readonly mailer: Mailer | null
  readonly onError: (error: unknown) => void
}

const pollMs = 2_000
const perRound = 8
/** Longer than a mail server may take: whoever holds a letter longer is taken for dead, and it is sent again. */
const leaseMs = 120_000
/** Waits after the first, second, … attempt; people who wait for a link want it now or ask again. */
const waitsMs = [5_000, 30_000, 120_000, 600_000, 1_800_000]
const keptMs = 7 * 24 * 3_600_000
const removedPerRound = 1_000

interface LetterRow {
  readonly id: string
  readonly content: Buffer
  readonly attempts: number
}

/** Sends letters, a few at a time and each at least once; several processes share the work. What was sent is forgotten at once. */
export class LetterPoster {
  readonly #options: LetterPosterOptions
  readonly #key: Buffer
  #timer: NodeJS.Timeout | null = null
  #round: Promise<void> | null = null

  constructor(options: LetterPosterOptions) {
    this.#options = options
    this.#key = deriveKey(options.secretKey, 'letters')
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.run().catch(this.#options.onError), pollMs).unref()
  }

  /** Sends what is due now, and waits for it. Of several calls one works at a time. */
  async run(): Promise<void> {
    this.#round ??= this.#send().finally(() => {
      this.#round = null
    })
    return await this.#round
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    await this.#round?.catch(() => undefined)
  }

  async #send(): Promise<void> {
    const { clock, onError } = this.#options
    await this.#removeOld()
    for (const row of await this.#take()) {
      try {
        await this.#note(row, await this.#attempt(row), clock())
      } catch (error) {
        // Its lease ends, and it is tried again.
        onError(error)
      }
    }
  }

  /** The term moves on before anything is sent: who dies in between leaves it to others. */
  async #take(): Promise<readonly LetterRow[]> {
    const { records, clock } = this.#options
    const { rows } = await sql<LetterRow>`
      update identity.letters set next_at = ${new Date(clock() + leaseMs)}, attempts = attempts + 1
      where id in (
        select id from identity.letters where next_at <= ${new Date(clock())}
        order by next_at limit ${perRound} for update skip locked)
      returning id, content, attempts`.execute(records.system)
    return rows
  }

  /** Null where it came too late. */
  async #attempt({ id, content }: LetterRow): Promise<Attempt | null> {
    const { mailer, publicUrl, clock } = this.#options
    const opened = openSettings(this.#key, id, content)
    if (!opened.ok || mailer === null)
      return { outcome: 'failed', status: null, error: opened.ok ? 'mail_off' : null, answer: '' }
    // Only this program writes them.
    const letter: Letter = JSON.parse(opened.value['letter'] ?? '')
    if (letter.expiresAtMs <= clock()) return null
    return await mailer.send({
      id,
      to: letter.address,
      ...composeLetter(letter, publicUrl),
      attachment: null,
    })
  }

  async #note({ id, attempts }: LetterRow, attempt: Attempt | null, nowMs: number): Promise<void> {
    const waitMs = waitsMs[attempts - 1]
    if (attempt?.outcome === 'retry' && waitMs !== undefined) {
      await this.#options.records.system
        .updateTable('identity.letters')
        .set({ next_at: new Date(nowMs + waitMs), last_error: attempt.error })
        .where('id', '=', id)
        .execute()
      return
    }
    const endedAs = attempt === null ? 'expired' : attempt.outcome === 'delivered' ? 'sent' : 'failed'
    await this.#options.records.system
      .updateTable('identity.letters')
      .set({
        content: null,
        next_at: null,
        ended_at: new Date(nowMs),
        ended_as: endedAs,
        last_error: attempt?.error ?? null,
      })
      .where('id', '=', id)
      .execute()
  }

  async #removeOld(): Promise<void> {
    const { records, clock } = this.#options
    await sql`delete from identity.letters where id in (
      select id from identity.letters where ended_at < ${new Date(clock() - keptMs)} limit ${removedPerRound})`.execute(
      records.system,
    )
  }
}
