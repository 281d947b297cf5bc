import { callProvider } from '../../contract/index.ts'
import { localTable } from '../connect/topology.ts'
import type { RebuildOptions } from '../facts.ts'
import { type Batch, ChangedBatches } from '../fold/changed-batches.ts'
import { readFoldedThrough, writeFoldCursor } from '../fold/fold-cursor.ts'
import { keyRanges } from '../fold/key-ranges.ts'
import { readNewBatches } from '../fold/read-new-batches.ts'
import { changedScope, rangeScope, type Scope } from '../fold/scope.ts'
import { repeatedAfterStartMs, type ShardFold, type ShardTick } from '../fold/shard-fold.ts'
import { callFoldStatements, unsupportedCalls } from './call-fold-statements.ts'
import { chargedCallStatements, unsupportedChargedCalls } from './charged-calls.ts'

/** Keys, or log rows of a rebuild, of one statement: bounds its memory. */
const maxKeysOfStatement = 100_000
const maxRowsOfStatement = 400_000

/** Folds the calls of one shard, in turns with everything else that derives rows there. */
export class CallFold {
  readonly #shard: ShardFold
  readonly #batches = new ChangedBatches()
  #started = false

  constructor(shard: ShardFold) {
    this.#shard = shard
  }

  /** Folds the batches that became visible since the last tick. */
  tick(): Promise<ShardTick> {
    return this.#shard.alone(async () => {
      if (!this.#started) await this.#start()
      const batches = await readNewBatches(this.#shard, 'changed_calls', this.#batches)
      if (batches.length === 0) return { keys: 0, companyIds: [] }
      await this.#shard.awaitReplication(['call_log', 'call_places'])
      const done = await this.#foldBatches(batches)
      this.#batches.remember(batches)
      return done
    })
  }

  /** Folds the whole log again and marks as deleted what it does not support. Answers how many calls there are. */
  async rebuild({ companyId }: RebuildOptions): Promise<number> {
    const { engine, layout } = this.#shard
    const scope: Scope =
      companyId === undefined
        ? { condition: 'true', params: {} }
        : rangeScope({ companyIds: [companyId] }, 'call_key')
    const before = await this.#shard.alone(() => this.#shard.nextVersion())
    const source = { table: localTable(layout, 'call_log'), scope, key: 'call_key' } as const
    for (const range of await keyRanges(engine, source, maxRowsOfStatement))
      await this.#shard.alone(() => this.#fold(rangeScope(range, 'call_key')))
    await this.#shard.alone(async () => {
      const version = await this.#shard.nextVersion()
      const params = { ...scope.params, version, rebuilt_from: before }
      await this.#shard.insert(unsupportedCalls(layout, scope.condition), params)
      await this.#shard.insert(unsupportedChargedCalls(layout, scope.condition), params)
    })
    const { rows } = await engine.ask<{ calls: string }>(
      'fold',
      `SELECT count() AS calls FROM ${localTable(layout, 'calls')} FINAL WHERE is_deleted = 0 AND ${scope.condition}`,
      scope.params,
    )
    return Number(rows[0]?.calls ?? 0)
  }

  /** Brings a company's calls among the charged that are not there yet: those from before there were rates for calls. */
  async addCharged(companyId: string): Promise<void> {
    const { engine, layout } = this.#shard
    const scope = rangeScope({ companyIds: [companyId] }, 'call_key')
    const source = { table: localTable(layout, 'call_log'), scope, key: 'call_key' } as const
    for (const range of await keyRanges(engine, source, maxRowsOfStatement))
      await this.#shard.alone(async () => {
        const version = await this.#shard.nextVersion()
        if (!this.#shard.pricesCalls) return
        const { condition, params } = rangeScope(range, 'call_key')
        const missing = `${condition} AND (company_id, call_key) NOT IN (
  SELECT company_id, message_key FROM ${localTable(layout, 'messages')}
  WHERE company_id IN {companies:Array(UUID)} AND provider = '${callProvider}')`
        await this.#charge({ condition: missing, params }, version)
      })
  }

  async #start(): Promise<void> {
    const foldedThroughMs = await readFoldedThrough(this.#shard.engine, this.#shard.layout, 'calls')
    this.#batches.startFrom(Math.max(0, foldedThroughMs - repeatedAfterStartMs))
    this.#started = true
  }

  async #foldBatches(batches: readonly Batch[]): Promise<ShardTick> {
    const changed = this.#batches.scopeOf(batches)
    const table = localTable(this.#shard.layout, 'changed_calls')
    const source = { table, scope: changed, key: 'call_key' } as const
    const ranges = await keyRanges(this.#shard.engine, source, maxKeysOfStatement)
    for (const range of ranges) await this.#fold(changedScope(range, changed, table, 'call_key'))
    return {
      keys: ranges.reduce((sum, range) => sum + range.rows, 0),
      companyIds: [...new Set(ranges.flatMap((range) => range.companyIds))],
    }
  }

  /** Places first, then facts. The version comes before the log is read: see `ShardFold.nextVersion`. */
  async #fold(scope: Scope): Promise<void> {
    const { engine, layout } = this.#shard
    const version = await this.#shard.nextVersion()
    const { foldedThroughMs } = this.#batches
    await writeFoldCursor(engine, layout, { version: BigInt(version), foldedThroughMs }, 'calls')
    const statements = callFoldStatements(layout, scope.condition)
    await this.#shard.insert(statements.places, scope.params)
    await this.#shard.insert(statements.facts, { ...scope.params, version })
    if (this.#shard.pricesCalls) await this.#charge(scope, version)
  }

  async #charge(scope: Scope, version: string): Promise<void> {
    const statements = chargedCallStatements(this.#shard.layout, scope.condition)
    await this.#shard.insert(statements.places, scope.params)
    await this.#shard.insert(statements.facts, { ...scope.params, version })
  }
}
