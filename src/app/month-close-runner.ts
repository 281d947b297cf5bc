import type { Alone } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { AdminCommands } from '../http/index.ts'
import type { CloseAsked, CloseReport, CloseSums, Invoicing } from '../invoicing/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Rating } from '../rating/index.ts'
import type { UsagePoster } from './usage-poster.ts'

export interface CloseRooms {
  readonly facts: Pick<Facts, 'usage' | 'foldChanges'>
  readonly ledger: Pick<Ledger, 'lastPostedVersion'>
  readonly rating: Pick<Rating, 'bringUpToDate'>
  readonly usagePoster: Pick<UsagePoster, 'run'>
  readonly invoicing: Pick<Invoicing, 'closeDueMonths' | 'renderMissing'>
}

export type MonthsAsked = Pick<
  CloseAsked,
  'companyId' | 'month' | 'isRetried' | 'isGraceSkipped' | 'onProgress'
>

export interface MonthsClosed extends CloseReport {
  /** Ids of invoices whose file could not be made; whoever asks for one has it tried again. */
  readonly withoutFile: readonly string[]
}

/**
 * Closes the months that are due, of everything that is known by now: prices are brought to the facts, what came in is folded,
 * charged and posted before. Files are made when the invoices are committed. Only in the process that has the turn.
 */
export async function closeMonths(
  { facts, ledger, rating, usagePoster, invoicing }: CloseRooms,
  asked: MonthsAsked,
  signal: AbortSignal,
): Promise<MonthsClosed> {
  await rating.bringUpToDate()
  await facts.foldChanges()
  await usagePoster.run(signal)
  const throughPasses: Record<string, string> = {}
  for (const shard of facts.usage.shardNumbers)
    throughPasses[shard] = (await ledger.lastPostedVersion(String(shard))).toString()
  const report = await invoicing.closeDueMonths({ ...asked, throughPasses, signal })
  const files = report.invoices > 0 ? await invoicing.renderMissing({ signal }) : { failed: [] }
  return { ...report, withoutFile: files.failed }
}

export interface MonthCloseRunnerOptions {
  readonly close: (signal: AbortSignal) => Promise<MonthsClosed>
  /** After each run that closed something or set something aside. */
  readonly onClosed: (report: MonthsClosed) => void
  readonly onError: (error: unknown) => void
}

/** A month is closed so soon after its grace time, beside the time that closing takes. */
const lookEveryMs = 60_000

/** Closes months by itself, in the process that folds. */
export class MonthCloseRunner {
  readonly #options: MonthCloseRunnerOptions
  #alone: Alone | null = null
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null

  constructor(options: MonthCloseRunnerOptions) {
    this.#options = options
  }

  start(alone: Alone): void {
    this.#alone = alone
    this.#timer = setInterval(() => this.wake(), lookEveryMs)
    this.#timer.unref()
  }

  /** Looks now: somebody said that the cause of a delay is gone. While a run is under way the next look sees it. */
  wake(): void {
    if (this.#alone === null) return
    this.#running ??= this.#run(this.#alone)
  }

  /** Waits for the run under way, which begins no further month. */
  async stop(): Promise<void> {
    this.#alone = null
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #run(alone: Alone): Promise<void> {
    try {
      const report = await alone((turn) => this.#options.close(turn))
      if (report && report.closed + report.setAside > 0) this.#options.onClosed(report)
    } catch (error) {
      this.#options.onError(error)
    } finally {
      this.#running = null
    }
  }
}

/** For whoever waits for it. */
export function closeSentence({ closed, invoices, setAside }: CloseSums): string {
  const months = closed === 1 ? '1 month is' : `${closed} months are`
  const documents = invoices === 1 ? '1 invoice' : `${invoices} invoices`
  return `${months} closed with ${documents}, ${setAside} ${setAside === 1 ? 'is' : 'are'} set aside.`
}

/** As the command line asks: a person stands behind it, so what was set aside is tried again. */
export function toMonthsAsked({
  onProgress,
  ...asked
}: Parameters<AdminCommands['closeMonths']>[0]): MonthsAsked {
  return { ...asked, isRetried: true, onProgress: (sums) => onProgress(closeSentence(sums)) }
}
