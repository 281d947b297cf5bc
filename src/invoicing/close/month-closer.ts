import { errorCode, RecordsFailure } from '../../records/index.ts'
import type { InvoicingDeps } from '../invoicing-deps.ts'
import type { PassVersions } from '../issue-document.ts'
import { createLineWords, type WordsIn } from '../line-words.ts'
import { type ClosedMonth, closeMonth, type MonthToClose, setMonthAside } from './close-month.ts'
import { dueMonths } from './due-months.ts'
import type { OpenMonth } from './month-rows.ts'
import { readMonthUsage } from './month-usage.ts'
import { openEndedMonths, type UnknownMonth } from './open-ended-months.ts'
import type { MonthAnomaly, MonthUsage } from './settle-month.ts'

export interface CloseAsked {
  /** By shard, the last pass whose usage is in the ledger. */
  readonly throughPasses: PassVersions
  /** One company; all by default. */
  readonly companyId?: string
  /** `2026-09`: only months of this name. */
  readonly month?: string
  /** Also what was set aside within the last hour; a person says that its cause is gone. */
  readonly isRetried?: boolean
  /** Without waiting for late facts. */
  readonly isGraceSkipped?: boolean
  /** Nothing more is begun when it is aborted. */
  readonly signal?: AbortSignal
  readonly onProgress?: (sums: CloseSums) => void
}

export interface CloseSums {
  readonly closed: number
  readonly invoices: number
  readonly setAside: number
}

export interface MonthSetAside {
  readonly companyId: string
  readonly anomaly: MonthAnomaly
}

export interface CloseReport extends CloseSums {
  readonly anomalies: readonly MonthSetAside[]
}

/** Companies that the facts are asked about at once. */
const companiesAtOnce = 200
/** Anomalies that a report names. */
const maxNamed = 1_000

/**
 * Closes the months that are due, one after the other, of several companies at a time. A company that fails is set aside and
 * the others go on. Called again it goes on with what is left. Only in the process that posts usage, after it posted.
 */
export async function closeDueMonths(deps: InvoicingDeps, asked: CloseAsked): Promise<CloseReport> {
  const run = new CloseRun(deps, asked)
  // A company that was away for long has several months to close, each begun when the one before it is closed.
  while ((await run.closeRound()) > 0) asked.signal?.throwIfAborted()
  return run.report()
}

class CloseRun {
  readonly #deps: InvoicingDeps
  readonly #asked: CloseAsked
  readonly #wordsIn: WordsIn
  readonly #seen = new Set<string>()
  readonly #anomalies: MonthSetAside[] = []
  #sums = { closed: 0, invoices: 0, setAside: 0 }

  constructor(deps: InvoicingDeps, asked: CloseAsked) {
    this.#deps = deps
    this.#asked = asked
    this.#wordsIn = createLineWords(deps)
  }

  report(): CloseReport {
    return { ...this.#sums, anomalies: this.#anomalies }
  }

  /** Says how many were closed. */
  async closeRound(): Promise<number> {
    const { records, clock } = this.#deps
    const { companyId, month, isRetried = false, isGraceSkipped = false, signal } = this.#asked
    const nowMs = clock()
    const before = this.#sums.closed
    this.#noteUnknown(await openEndedMonths(this.#deps, nowMs, companyId))
    let after: OpenMonth | undefined
    do {
      signal?.throwIfAborted()
      const which = { nowMs, companyId, month, isRetried, isGraceSkipped, after }
      const due = await dueMonths(records.system, which, companiesAtOnce)
      await this.#closeAll(due.filter(({ id }) => !this.#seen.has(id)))
      after = due.length < companiesAtOnce ? undefined : due.at(-1)
    } while (after !== undefined)
    return this.#sums.closed - before
  }

  async #closeAll(months: readonly OpenMonth[]): Promise<void> {
    if (months.length === 0) return
    const { throughPasses, signal } = this.#asked
    const usageOf = await this.#usageOf(months)
    for (const month of months) {
      signal?.throwIfAborted()
      this.#seen.add(month.id)
      const usage = usageOf.get(month.companyId)
      if (usage)
        this.#note(month, await this.#closeOne({ month, usage, throughPasses, wordsIn: this.#wordsIn }))
    }
    this.#asked.onProgress?.(this.#sums)
  }

  /**
   * Several companies are asked about at once; where that fails, in halves, until it is known whose question it is. That company is
   * set aside. While the facts take no questions at all nobody is to blame.
   */
  async #usageOf(months: readonly OpenMonth[]): Promise<ReadonlyMap<string, MonthUsage>> {
    try {
      return await readMonthUsage(this.#deps, months, this.#asked.throughPasses)
    } catch (error) {
      await this.#deps.facts.ping()
      const [month] = months
      if (!month || !(error instanceof Error) || error instanceof RecordsFailure) throw error
      if (months.length === 1) {
        this.#seen.add(month.id)
        const detail = `What the month comes to could not be read: ${error.message}`
        this.#note(month, await setMonthAside(this.#deps, month, { code: 'document_failed', detail }))
        return new Map()
      }
      const half = Math.ceil(months.length / 2)
      const first = await this.#usageOf(months.slice(0, half))
      return new Map([...first, ...(await this.#usageOf(months.slice(half)))])
    }
  }

  #noteUnknown(unknown: readonly UnknownMonth[]): void {
    for (const { companyId, error } of unknown) {
      if (
        this.#anomalies.some((known) => known.companyId === companyId) ||
        this.#anomalies.length >= maxNamed
      )
        continue
      const detail = `Its next month could not be told: ${error.message}`
      this.#anomalies.push({ companyId, anomaly: { code: 'document_failed', detail } })
    }
  }

  /** What nobody foresaw about one document is that company's fault; without the records nobody can go on. */
  async #closeOne(asked: MonthToClose): Promise<ClosedMonth> {
    try {
      return await closeMonth(this.#deps, asked)
    } catch (error) {
      if (!isOfDocument(error)) throw error
      return await setMonthAside(this.#deps, asked.month, {
        code: 'document_failed',
        detail: `The document could not be made: ${error.message}`,
      })
    }
  }

  #note({ companyId }: OpenMonth, closed: ClosedMonth): void {
    const { closed: done, invoices, setAside } = this.#sums
    if (closed.state === 'closed')
      this.#sums = { setAside, closed: done + 1, invoices: invoices + (closed.invoice ? 1 : 0) }
    if (closed.state !== 'set_aside') return
    this.#sums = { closed: done, invoices, setAside: setAside + 1 }
    if (this.#anomalies.length < maxNamed) this.#anomalies.push({ companyId, anomaly: closed.anomaly })
  }
}

/** A bug, or data that the records refuse (SQLSTATE classes 22, 23 and the ledger's own): it would fail again for this company. */
function isOfDocument(error: unknown): error is Error {
  if (error instanceof RecordsFailure || !(error instanceof Error)) return false
  return /^(?:|22...|23...|TB...)$/.test(errorCode(error))
}
