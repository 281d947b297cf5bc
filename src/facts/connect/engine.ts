import type { ClickHouseClient } from '@clickhouse/client'
import { bindInText } from './bind-in-text.ts'
import { type LaneLimits, Lanes } from './lanes.ts'

/** A value bound to a `{name:Type}` placeholder. */
export type QueryParam = string | number | bigint | boolean | null | readonly QueryParam[]
export type QueryParams = Readonly<Record<string, QueryParam>>

/** What a statement is for: each purpose has connections of its own, so that none waits for another. */
export type Purpose = 'log' | 'fold' | 'check' | 'replay' | 'question' | 'upkeep' | 'probe'

export type Settings = Readonly<Record<string, number>>

/** Rows already written in ClickHouse's TabSeparated format, each ended by a newline. */
export interface TextInsert {
  readonly table: string
  readonly columns: readonly [string, ...string[]]
  readonly text: string
}

/** One connection: the client, and the driver's leanest way to insert text. */
export interface EngineConnection {
  readonly client: ClickHouseClient
  /** Makes the connection fit for the next question after one that failed; where it is missing, nothing has to be done. */
  readonly afterFailure?: () => Promise<void>
  insertText(insert: TextInsert): Promise<void>
}

/** Bound values stand in the text: room for the longest filters that a question may have. */
export const maxQueryBytes = 64 * 1024 * 1024

/** Makes a connection that carries these settings. */
export type ConnectionFactory = (settings: Settings) => EngineConnection

interface AskOptions {
  /** Whose turn it is; those who name none share one. */
  readonly owner?: string
  /** Takes some hundredths of a second, beside others of its kind: it is not spread over all cores. */
  readonly isBrief?: boolean
}

interface JsonAnswer<Row> {
  readonly data: Row[]
  readonly totals?: Row
}

/** Connections per purpose. Two for the log: raw requests and events are written side by side; likewise a replay reads and writes. */
const laneCounts: Record<Purpose, number> = {
  log: 2,
  fold: 1,
  check: 1,
  replay: 2,
  question: 4,
  upkeep: 1,
  probe: 1,
}
/** One company's questions leave a connection to the others, and room in the queue. */
const laneLimits: LaneLimits = { maxWaiting: 500, maxWaitingOfOwner: 100, maxHeldByOwner: 3 }

/** Whole insert = one block = one part, so that a batch becomes visible at once or not at all. */
const maxRowsOfBlock = 1_000_000

/** Of folds, and of checks of what they made. */
const foldSettings: Settings = {
  async_insert: 0,
  distributed_foreground_insert: 1,
  max_partitions_per_insert_block: 0,
  do_not_merge_across_partitions_select_final: 1,
  output_format_json_quote_64bit_integers: 1,
  // Rewrites that cost far more planning of a text as long as the fold's than they could save.
  optimize_and_compare_chain: 0,
  optimize_extract_common_expressions: 0,
  // Compiling these expressions to machine code takes longer than a tick and gains nothing measurable.
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
}

const settingsByPurpose: Record<Purpose, Settings> = {
  log: {
    async_insert: 0,
    distributed_foreground_insert: 1,
    input_format_parallel_parsing: 0,
    max_insert_block_size: maxRowsOfBlock,
  },
  fold: foldSettings,
  check: foldSettings,
  replay: {
    ...foldSettings,
    input_format_parallel_parsing: 0,
    max_insert_block_size: maxRowsOfBlock,
    // What is taken out of a log is out on every replica before what takes its place comes. The condition reads only what a
    // reading wrote down, which is the same on all of them.
    mutations_sync: 2,
    allow_nondeterministic_mutations: 1,
  },
  question: {
    do_not_merge_across_partitions_select_final: 1,
    output_format_json_quote_decimals: 1,
    output_format_json_quote_64bit_integers: 0,
    max_execution_time: 60,
  },
  upkeep: { output_format_json_quote_64bit_integers: 1 },
  probe: {},
}

/** One ClickHouse node, or the embedded engine. Settings are numbers only: the embedded client cannot quote. */
export class Engine {
  readonly name: string
  /** Threads of a brief question; null: as many as the node thinks best. */
  readonly #briefThreads: number | null
  readonly #connections: readonly EngineConnection[]
  readonly #lanes: Record<Purpose, Lanes<EngineConnection>>

  constructor(name: string, connect: ConnectionFactory, briefThreads: number | null = null) {
    this.name = name
    this.#briefThreads = briefThreads
    const connectionsFor = (purpose: Purpose) =>
      Array.from({ length: laneCounts[purpose] }, () => connect(settingsByPurpose[purpose]))
    const connections = {
      log: connectionsFor('log'),
      fold: connectionsFor('fold'),
      check: connectionsFor('check'),
      replay: connectionsFor('replay'),
      question: connectionsFor('question'),
      upkeep: connectionsFor('upkeep'),
      probe: connectionsFor('probe'),
    }
    this.#connections = Object.values(connections).flat()
    this.#lanes = {
      log: new Lanes(connections.log, laneLimits),
      fold: new Lanes(connections.fold, laneLimits),
      check: new Lanes(connections.check, laneLimits),
      replay: new Lanes(connections.replay, laneLimits),
      question: new Lanes(connections.question, laneLimits),
      upkeep: new Lanes(connections.upkeep, laneLimits),
      probe: new Lanes(connections.probe, laneLimits),
    }
  }

  /** Runs a statement that answers nothing. By `queryId` the node's list of what is under way names it. */
  run(purpose: Purpose, sql: string, params?: QueryParams, queryId?: string): Promise<void> {
    const named = queryId === undefined ? {} : { query_id: queryId }
    return this.#lanes[purpose].use(async ({ client }) => {
      await client.command({ query: bindInText(sql, params), ...named })
    })
  }

  /**
   * Rows of a SELECT, as objects by column name; totals where the text asks `WITH TOTALS`. Those who name an owner take
   * turns with the other owners.
   */
  ask<Row>(
    purpose: Purpose,
    sql: string,
    params?: QueryParams,
    { owner, isBrief = false }: AskOptions = {},
  ): Promise<{ rows: Row[]; totals?: Row }> {
    const threads = isBrief ? this.#briefThreads : null
    const settings = threads === null ? {} : { clickhouse_settings: { max_threads: threads } }
    return this.#lanes[purpose].use(async ({ client, afterFailure }) => {
      try {
        const answer = await client.query({ query: bindInText(sql, params), format: 'JSON', ...settings })
        const { data, totals } = (await answer.json()) as JsonAnswer<Row>
        return totals === undefined ? { rows: data } : { rows: data, totals }
      } catch (error) {
        await afterFailure?.()
        throw error
      }
    }, owner)
  }

  /** Rows of a SELECT as TabSeparated text: for many rows, which objects by column name would make several times as long. */
  askText(purpose: Purpose, sql: string, params?: QueryParams): Promise<string> {
    return this.#lanes[purpose].use(async ({ client }) => {
      const answer = await client.query({ query: bindInText(sql, params), format: 'TabSeparated' })
      return answer.text()
    })
  }

  insertText(insert: TextInsert, purpose: Purpose = 'log'): Promise<void> {
    return this.#lanes[purpose].use((connection) => connection.insertText(insert))
  }

  /** Runs a statement on every connection, such as a setting that must be there before a text is read. */
  async runOnEvery(sql: string): Promise<void> {
    await Promise.all(this.#connections.map(({ client }) => client.command({ query: sql })))
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map(({ client }) => client.close()))
  }
}
