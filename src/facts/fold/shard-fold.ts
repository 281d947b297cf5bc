import { type Clock, Turnstile } from '../../core/index.ts'
import type { Engine, QueryParams } from '../connect/engine.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { type Batch, ChangedBatches } from './changed-batches.ts'
import { readFoldCursor, writeFoldCursor } from './fold-cursor.ts'
import { foldStatements } from './fold-statements.ts'
import { keyRanges } from './key-ranges.ts'
import { readNewBatches } from './read-new-batches.ts'
import { changedScope, type Scope } from './scope.ts'
import { type DerivedInsert, WriteTurn } from './write-turn.ts'

/** A restarted process folds this much again, ms: what another one may have left half done. */
export const repeatedAfterStartMs = 600_000
/** Keys of one statement: bounds the memory of a fold. */
const maxKeysOfStatement = 100_000

export interface ShardTick {
  readonly keys: number
  readonly companyIds: readonly string[]
}

/** Folds the log of one shard into its facts, on the local tables of one of its nodes. */
export class ShardFold {
  readonly engine: Engine
  readonly layout: Layout
  readonly #clock: Clock
  readonly #writeTurn: WriteTurn
  readonly #batches = new ChangedBatches()
  readonly #turnstile = new Turnstile()
  #version = 0n
  #isPriced = false
  #pricesCalls = false
  #started = false
  #settle: (() => Promise<void>) | null = null
  #isSettled = false

  constructor(engine: Engine, layout: Layout, clock: Clock) {
    this.engine = engine
    this.layout = layout
    this.#clock = clock
    this.#writeTurn = new WriteTurn(engine, layout)
  }

  /** This process has the turn to fold from here on: whatever earlier writers left under way is ended first. */
  beginTurn(): void {
    this.#isSettled = false
    this.#writeTurn.begin()
  }

  /** Says what has to come to an end before anything is folded, at the beginning of a turn and after each `unsettle`. */
  settleBy(settle: () => Promise<void>): void {
    this.#settle = settle
  }

  unsettle(): void {
    this.#isSettled = false
  }

  /** Writes rows that follow from others. Inside `alone`. */
  insert(insert: DerivedInsert, params: QueryParams): Promise<void> {
    return this.#writeTurn.insert(insert, params)
  }

  /** Whether some company has prices of calls, as of the last version given out. */
  get pricesCalls(): boolean {
    return this.#pricesCalls
  }

  /** Ticks and the pieces of a rebuild go through here, one at a time. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#turnstile.pass(async () => {
      if (!this.#isSettled) await this.#settle?.()
      this.#isSettled = true
      return await work()
    })
  }

  /** Resolves when nothing of this process is under way. */
  idle(): Promise<void> {
    return this.#turnstile.pass(() => Promise.resolve())
  }

  /** Folds the batches that became visible since the last tick. */
  tick(): Promise<ShardTick> {
    return this.alone(async () => {
      if (!this.#started) await this.#start()
      const batches = await readNewBatches(this, 'changed_messages', this.#batches)
      if (batches.length === 0) return { keys: 0, companyIds: [] }
      await this.awaitReplication(['message_log', 'message_places'])
      const done = await this.#foldBatches(batches)
      this.#batches.remember(batches)
      return done
    })
  }

  /**
   * A version greater than any given out before, on record before it is used. It must be taken after the keys
   * to fold are known and before their log is read: then of two folds of a message the one with the greater
   * version has read at least as much.
   */
  async nextVersion(): Promise<string> {
    const recorded = await readFoldCursor(this.engine, this.layout)
    const previous = recorded.version > this.#version ? recorded.version : this.#version
    const now = BigInt(this.#clock()) * 1000n
    this.#isPriced = recorded.isPriced
    this.#pricesCalls = recorded.pricesCalls
    this.#version = now > previous ? now : previous + 1n
    await writeFoldCursor(this.engine, this.layout, {
      version: this.#version,
      foldedThroughMs: Math.max(recorded.foldedThroughMs, this.#batches.foldedThroughMs),
    })
    return this.#version.toString()
  }

  /** Every fold up to this version is done, and later ones have greater versions. */
  completedVersion(): Promise<bigint> {
    return this.alone(async () => {
      // What was cut off may still be under way, with a version that was given out long ago.
      await this.#writeTurn.secure()
      const recorded = await readFoldCursor(this.engine, this.layout)
      return recorded.version > this.#version ? recorded.version : this.#version
    })
  }

  /** Places first, then facts: a crash between the two leaves a place without a row, which is harmless. */
  async fold(scope: Scope): Promise<void> {
    const version = await this.nextVersion()
    const statements = foldStatements(this.layout, scope.condition, this.#isPriced)
    await this.insert(statements.places, scope.params)
    await this.insert(statements.facts, { ...scope.params, version })
  }

  async #start(): Promise<void> {
    const { foldedThroughMs } = await readFoldCursor(this.engine, this.layout)
    this.#batches.startFrom(Math.max(0, foldedThroughMs - repeatedAfterStartMs))
    this.#started = true
  }

  /** A batch's note may reach this replica before its events do: they are fetched part by part. */
  async awaitReplication(tables: readonly string[]): Promise<void> {
    if (this.layout.kind !== 'replicated') return
    for (const table of tables)
      await this.engine.run('fold', `SYSTEM SYNC REPLICA ${localTable(this.layout, table)} LIGHTWEIGHT`)
  }

  async #foldBatches(batches: readonly Batch[]): Promise<ShardTick> {
    const changed = this.#batches.scopeOf(batches)
    const table = localTable(this.layout, 'changed_messages')
    const ranges = await keyRanges(this.engine, { table, scope: changed }, maxKeysOfStatement)
    for (const range of ranges) await this.fold(changedScope(range, changed, table))
    return {
      keys: ranges.reduce((sum, range) => sum + range.rows, 0),
      companyIds: [...new Set(ranges.flatMap((range) => range.companyIds))],
    }
  }
}
