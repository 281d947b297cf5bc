import type { Engine, QueryParams } from '../connect/engine.ts'
import { type Layout, localTable } from '../connect/topology.ts'

/** An `INSERT … SELECT` in two pieces, so that what is common to all of them can be put between. */
export interface DerivedInsert {
  /** Table and columns: `messages (company_id, …)`. */
  readonly into: string
  readonly select: string
}

const turnName = 'turn'
/** Begins the ids of statements that write. */
const writePrefix = 'tallybook-write-'

/**
 * The right to derive rows on a node. A statement outlives the client that sent it: cut off, it may still be read by the
 * node, run there, and put its rows after those of its repetition. So whoever begins to write gives itself a greater term
 * than any before, ends every statement that is under way, and makes sure that none is left. A statement of an earlier
 * term that the node takes up later reads the greater term and fails. Between them the two leave no gap: a node lists a
 * statement as under way before it evaluates any of it.
 */
export class WriteTurn {
  readonly #engine: Engine
  readonly #table: string
  #term: string | null = null
  #statements = 0

  constructor(engine: Engine, layout: Layout) {
    this.#engine = engine
    this.#table = localTable(layout, 'fold_cursor')
  }

  /** Takes the turn anew with the next statement. */
  begin(): void {
    this.#term = null
  }

  /** Takes the turn, where this process does not have it: from here on nothing that was begun before can land. */
  async secure(): Promise<string> {
    return (this.#term ??= await this.#take())
  }

  /** Rejects also when another process has taken the turn. After any failure the turn is taken anew. */
  async insert({ into, select }: DerivedInsert, params: QueryParams): Promise<void> {
    const term = await this.secure()
    this.#statements += 1
    try {
      await this.#engine.run(
        'fold',
        `INSERT INTO ${into}
SELECT * FROM (
${select}
)
WHERE (SELECT throwIf(max(version) != {write_term:UInt64}, 'Another process writes facts now.') FROM ${this.#table} WHERE name = '${turnName}') = 0`,
        { ...params, write_term: term },
        `${writePrefix}${term}-${this.#statements}`,
      )
    } catch (error) {
      this.#term = null
      throw error
    }
  }

  async #take(): Promise<string> {
    const { rows } = await this.#engine.ask<{ term: string }>(
      'fold',
      `SELECT toString(max(version) + 1) AS term FROM ${this.#table} WHERE name = '${turnName}'`,
    )
    const term = rows[0]?.term ?? '1'
    await this.#engine.run(
      'fold',
      `INSERT INTO ${this.#table} (name, version, folded_through) SELECT '${turnName}', {term:UInt64}, now64(3, 'UTC')`,
      { term },
    )
    if ((await this.#underWay()) === 0) return term
    await this.#engine.run('fold', `KILL QUERY WHERE ${isWrite} SYNC`)
    const left = await this.#underWay()
    if (left > 0) throw new Error(`${left} earlier statements that write facts could not be ended yet.`)
    return term
  }

  async #underWay(): Promise<number> {
    const { rows } = await this.#engine.ask<{ n: string }>(
      'fold',
      `SELECT count() AS n FROM system.processes WHERE ${isWrite}`,
    )
    return Number(rows[0]?.n ?? 0)
  }
}

const isWrite = `startsWith(query_id, '${writePrefix}') AND current_database = currentDatabase()`
