import { type ChatSettings, foldChat } from '../../chats/index.ts'
import { localTable } from '../connect/topology.ts'
import { type Batch, ChangedBatches } from '../fold/changed-batches.ts'
import { readFoldedThrough, writeFoldCursor } from '../fold/fold-cursor.ts'
import { type KeySource, keyRanges } from '../fold/key-ranges.ts'
import { readNewBatches } from '../fold/read-new-batches.ts'
import { changedScope, rangeScope, type Scope } from '../fold/scope.ts'
import { repeatedAfterStartMs, type ShardFold, type ShardTick } from '../fold/shard-fold.ts'
import { type ChatChunk, chatChunks } from './chat-chunks.ts'
import { toRowChatFacts } from './chat-facts-row.ts'
import { askChatLogs, fromTextChatLogs } from './read-chat-logs.ts'
import { writeChatFacts } from './write-chat-facts.ts'

/** Settings of a company's chats, as they are now. */
export type ChatSettingsPort = (companyId: string) => Promise<ChatSettings>

/** Rows of a source (changed keys, facts, log) whose chats are listed at once. */
const maxRowsOfRange = 200_000
/** Companies whose settings are asked for at once. */
const maxAskedAtOnce = 8

/** Folds the chats of one shard: their logs come here, `foldChat` makes facts of them, and these go back. */
export class ChatFold {
  readonly #shard: ShardFold
  readonly #settingsOf: ChatSettingsPort
  readonly #batches = new ChangedBatches()
  #started = false

  constructor(shard: ShardFold, settingsOf: ChatSettingsPort) {
    this.#shard = shard
    this.#settingsOf = settingsOf
  }

  /** Folds the batches that became visible since the last tick. */
  tick(): Promise<ShardTick> {
    return this.#shard.alone(async () => {
      if (!this.#started) await this.#start()
      const batches = await readNewBatches(this.#shard, 'changed_chats', this.#batches)
      if (batches.length === 0) return { keys: 0, companyIds: [] }
      await this.#shard.awaitReplication(['chat_log', 'chat_places'])
      const done = await this.#foldBatches(batches)
      this.#batches.remember(batches)
      return done
    })
  }

  /** Folds the chats of a source again, in turns with ticks. Answers how many. */
  async foldAgain(source: KeySource, conditionOf: (within: Scope) => Scope): Promise<number> {
    const ranges = await keyRanges(this.#shard.engine, { ...source, key: 'chat_key' }, maxRowsOfRange)
    let chats = 0
    for (const range of ranges) {
      const chunks = await chatChunks(this.#shard, conditionOf(rangeScope(range, 'chat_key')))
      for (const chunk of chunks) {
        await this.#shard.alone(() => this.#foldChunks([chunk]))
        chats += chunk.keys.length
      }
    }
    return chats
  }

  async #start(): Promise<void> {
    const foldedThroughMs = await readFoldedThrough(this.#shard.engine, this.#shard.layout, 'chats')
    this.#batches.startFrom(Math.max(0, foldedThroughMs - repeatedAfterStartMs))
    this.#started = true
  }

  async #foldBatches(batches: readonly Batch[]): Promise<ShardTick> {
    const { engine, layout } = this.#shard
    const changed = this.#batches.scopeOf(batches)
    const table = localTable(layout, 'changed_chats')
    const ranges = await keyRanges(engine, { table, scope: changed, key: 'chat_key' }, maxRowsOfRange)
    let keys = 0
    for (const range of ranges) {
      const chunks = await chatChunks(this.#shard, changedScope(range, changed, table, 'chat_key'))
      await this.#foldChunks(chunks)
      keys += chunks.reduce((sum, chunk) => sum + chunk.keys.length, 0)
    }
    return { keys, companyIds: [...new Set(ranges.flatMap((range) => range.companyIds))] }
  }

  /**
   * While the facts of a chunk are made and written, the log of the next one is read. The version comes before all reading: see
   * `ShardFold.nextVersion`.
   */
  async #foldChunks(chunks: readonly ChatChunk[]): Promise<void> {
    const version = await this.#nextVersion()
    const settings = new Map<string, ChatSettings>()
    let reading = begun(chunks[0] && askChatLogs(this.#shard, chunks[0]))
    try {
      for (const [index, chunk] of chunks.entries()) {
        await this.#askSettings(chunk.companyIds, settings)
        const text = (await reading) ?? ''
        const next = chunks[index + 1]
        reading = begun(next && askChatLogs(this.#shard, next))
        const rows: string[] = []
        for (const log of fromTextChatLogs(text))
          rows.push(toRowChatFacts(foldChat(log, settings.get(log[0]?.companyId ?? '') ?? noSettings)))
        await writeChatFacts(this.#shard, rows, version)
      }
    } finally {
      await Promise.allSettled([reading])
    }
  }

  async #nextVersion(): Promise<string> {
    const version = await this.#shard.nextVersion()
    const { engine, layout } = this.#shard
    const { foldedThroughMs } = this.#batches
    await writeFoldCursor(engine, layout, { version: BigInt(version), foldedThroughMs }, 'chats')
    return version
  }

  async #askSettings(companyIds: readonly string[], known: Map<string, ChatSettings>): Promise<void> {
    const asked = companyIds.filter((companyId) => !known.has(companyId))
    for (let start = 0; start < asked.length; start += maxAskedAtOnce)
      await Promise.all(
        asked.slice(start, start + maxAskedAtOnce).map(async (companyId) => {
          known.set(companyId, await this.#settingsOf(companyId))
        }),
      )
  }
}

/** A failure is told to who awaits it, and to nobody before. */
function begun<T>(work: Promise<T> | undefined): Promise<T> | undefined {
  work?.catch(() => undefined)
  return work
}

const noSettings: ChatSettings = { revision: 0, groups: new Map() }

/** Where nobody gives settings: no groups, no calendars, no targets. */
export const noChatSettings: ChatSettingsPort = () => Promise.resolve(noSettings)
