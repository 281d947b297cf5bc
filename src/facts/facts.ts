import type { ChatEvent } from '../chats/index.ts'
import type { Clock, Failure, Result } from '../core/index.ts'
import type { CallEvent } from './call-event.ts'
import type { ChargeDrift, DriftsAsked } from './charges/charge-drift.ts'
import type { DriftWindow } from './charges/drift-windows.ts'
import type { ChargesAsked, ChargesPage } from './charges/invoiced-charges.ts'
import type { InvoicesAsked, UsageGroup } from './charges/invoiced-usage.ts'
import type { EndsAsked, MessageEnd } from './charges/message-ends.ts'
import type { MirroredVersion, PricePlan } from './charges/price-mirror.ts'
import type { RateDrift } from './charges/rate-drift.ts'
import type { RerateOptions } from './charges/rerate.ts'
import type { UnratedAsked, UnratedGroup } from './charges/unrated-below.ts'
import type { UnratedPayersAsked } from './charges/unrated-payers.ts'
import type { UsagePass, UsageTotal } from './charges/usage-pass.ts'
import type { ChatSettingsPort } from './chats/chat-fold.ts'
import type { RefoldChats } from './chats/fold-chats-again.ts'
import type { CompanyFacts } from './company/company-facts.ts'
import type { PersonalDataView } from './company/personal-data.ts'
import type { MessageEvent, RawRequest } from './message-event.ts'
import type { PersonFacts } from './persons/person.ts'
import type { ReplayFacts } from './replay/replay.ts'

/** Embedded engine in `dataDir`, or a server (or cluster) reached over HTTP at `url`. */
export type FactsOptions = {
  readonly clock: Clock
  /** What the fold of chats is to measure by; without it there are no groups. */
  readonly chatSettings?: ChatSettingsPort
} & ({ readonly dataDir: string } | { readonly url: string; readonly cluster?: string })

/** What one tick did. */
export interface FoldReport {
  /** Messages folded. */
  readonly keys: number
  /** Chats folded. */
  readonly chats: number
  /** Calls folded. */
  readonly calls: number
  /** Companies whose facts changed, whatever of them. */
  readonly companyIds: readonly string[]
  /** Everything on disk at this moment (epoch ms, of the clock passed in) is in the facts now. */
  readonly foldedThroughMs: number
}

export interface RebuildOptions {
  /** One company; all of them by default. */
  readonly companyId?: string
  readonly onProgress?: (done: number, of: number) => void
}

/** What is there after a rebuild. */
export interface RebuiltFacts {
  readonly messages: number
  readonly chats: number
  readonly calls: number
}

/**
 * Posting of usage, shard by shard. One process at a time, the one that folds. A pass is begun, entered, summed and
 * posted; who drives it keeps on record where it stands (ledger).
 */
export interface UsageFacts {
  readonly shardNumbers: readonly number[]
  /** Every fold up to this version is done. */
  foldedVersion(shardNumber: number): Promise<bigint>
  /** Whether facts of priced companies were written after this version. */
  isChangedSince(shardNumber: number, version: bigint): Promise<boolean>
  /** Writes the entries of a pass; asked again after a crash, it adds what is missing. */
  enter(shardNumber: number, pass: UsagePass): Promise<void>
  /** What the entries of a pass come to, payer by payer. */
  totals(shardNumber: number, pass: UsagePass): Promise<readonly UsageTotal[]>
  /** What all entries of passes up to a version come to, payer by payer. */
  enteredTotals(shardNumber: number, throughVersion: bigint): Promise<readonly UsageTotal[]>
  /** What invoices take, by what is charged and its price. */
  invoiced(asked: InvoicesAsked): Promise<readonly UsageGroup[]>
  /** The moment of the earliest message that each payer was ever charged for, epoch ms. */
  firstUsage(): Promise<ReadonlyMap<string, number>>
  /** How many messages each payer should be charged for and cannot be, as its prices stand. */
  unratedPayers(asked: UnratedPayersAsked): Promise<ReadonlyMap<string, number>>
  /** The charges behind an invoice, or behind one line of it, page by page. */
  charges(asked: ChargesAsked): Promise<ChargesPage>
  /** What became of messages that money is held for. */
  ends(shardNumber: number, asked: EndsAsked): Promise<readonly MessageEnd[]>
  /** Lets go of notes that no later pass needs. */
  forget(shardNumber: number, postedVersion: bigint): Promise<void>
  /** What `drifts` is to be asked about, piece by piece. */
  driftWindows(shardNumber: number): Promise<readonly DriftWindow[]>
  /** Charges that don't follow from facts and prices, and entries that don't follow from charges. */
  drifts(shardNumber: number, asked: DriftsAsked): Promise<readonly ChargeDrift[]>
}

export interface Facts {
  /** Creates or updates the tables on every node; idempotent. */
  migrate(): Promise<void>
  /**
   * Request and events, of messages, chats and calls, are on disk when it resolves with ok; concurrent calls share one insert. Fails with
   * `overloaded` when the bounded queue is full; rejects with
   * FactsError `not_writable` when the insert failed (the sender repeats it).
   */
  append(
    request: RawRequest,
    events: readonly MessageEvent[],
    chatEvents?: readonly ChatEvent[],
    callEvents?: readonly CallEvent[],
  ): Promise<Result<void, Failure<'overloaded'>>>
  /** Bulk path for imports and seeding: events straight into the log, on disk when it resolves. */
  importEvents(events: readonly MessageEvent[]): Promise<void>
  importChatEvents(events: readonly ChatEvent[]): Promise<void>
  importCallEvents(events: readonly CallEvent[]): Promise<void>
  /**
   * Says that this process has the turn to write facts from here on, and not before. What earlier writers left under way in
   * the store is ended before anything is written; theirs that comes later fails.
   */
  beginTurn(): void
  /** One tick: folds what changed since the last one. One process at a time; the caller holds the lock. */
  foldChanges(): Promise<FoldReport>
  /** Folds the whole log again and removes facts that the log does not support. Progress counts log rows. */
  rebuild(options?: RebuildOptions): Promise<RebuiltFacts>
  /** Folds a company's chats again after its chat settings changed. One process at a time, the one that folds. */
  refoldChats(options: RefoldChats): Promise<{ chats: number }>
  /** Merges partitions that nothing was written to for `quietForMs` (10 minutes by default). */
  mergeQuietPartitions(options?: { readonly quietForMs?: number }): Promise<void>
  /** Copies a published version's rates into the store; what is there already stays. */
  putPriceVersion(version: MirroredVersion): Promise<void>
  /**
   * Replaces what these companies are charged by, unless what is there has a greater revision. Messages folded from now on
   * follow it; for older ones, `rerate`.
   */
  putPricePlans(plans: readonly PricePlan[], revision: bigint): Promise<void>
  /** Where a node's copy of a version is not these rates. */
  rateDrifts(version: MirroredVersion): Promise<readonly RateDrift[]>
  /** Rates messages again after a change of prices. One process at a time, the one that folds. */
  rerate(options: RerateOptions): Promise<{ messages: number }>
  /** Traffic of companies below a payer for which the payer's own level has no price, by what a rate would need. */
  unratedBelow(asked: UnratedAsked): Promise<readonly UnratedGroup[]>
  readonly usage: UsageFacts
  readonly replays: ReplayFacts
  readonly persons: PersonFacts
  /** Personal data in full by default, for work of the program itself: what people read goes through `metrics`, which masks. */
  forCompany(companyId: string, view?: PersonalDataView): CompanyFacts
  /** Rejects when a node does not answer, or does not take a write. Asked often, it writes every ten seconds. */
  ping(): Promise<void>
  /** Writes what was accepted, then closes. */
  close(): Promise<void>
}
