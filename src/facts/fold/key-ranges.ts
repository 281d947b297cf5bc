import type { Engine } from '../connect/engine.ts'
import { type KeyColumn, type KeyRange, rangeScope, type Scope } from './scope.ts'

/** Bounds the text of a statement. */
const maxCompaniesOfRange = 1_000

export interface RangedKeys extends KeyRange {
  /** Rows of the source in this range; of a split company an equal share. */
  readonly rows: number
}

/** What is cut into ranges. */
export interface KeySource {
  readonly table: string
  readonly scope: Scope
  /** `message_key` by default. */
  readonly key?: KeyColumn
}

/**
 * Cuts a source (the log, or the changed keys) into ranges of about `maxRows` rows: small companies share one, a
 * large one is cut by its keys. Memory of a fold is bounded by the rows of its range.
 */
export async function keyRanges(
  engine: Engine,
  source: KeySource,
  maxRows: number,
): Promise<readonly RangedKeys[]> {
  const { rows: companies } = await engine.ask<{ company_id: string; rows: string }>(
    'fold',
    `SELECT company_id, count() AS rows FROM ${source.table} WHERE ${source.scope.condition}
     GROUP BY company_id ORDER BY company_id`,
    source.scope.params,
  )
  const ranges: RangedKeys[] = []
  let shared: { companyIds: string[]; rows: number } = { companyIds: [], rows: 0 }
  for (const company of companies) {
    const rows = Number(company.rows)
    if (rows > maxRows) {
      ranges.push(...(await cutCompany(engine, source, company.company_id, rows, maxRows)))
      continue
    }
    if (shared.rows + rows > maxRows || shared.companyIds.length >= maxCompaniesOfRange) {
      ranges.push(shared)
      shared = { companyIds: [], rows: 0 }
    }
    shared.companyIds.push(company.company_id)
    shared.rows += rows
  }
  return shared.rows > 0 ? [...ranges, shared] : ranges
}

/** Every `maxRows`-th key of a company is a boundary. */
async function cutCompany(
  engine: Engine,
  source: KeySource,
  companyId: string,
  rows: number,
  maxRows: number,
): Promise<readonly RangedKeys[]> {
  const within = rangeScope({ companyIds: [companyId] })
  const key = source.key ?? 'message_key'
  const { rows: found } = await engine.ask<{ boundary: string }>(
    'fold',
    `SELECT DISTINCT ${key} AS boundary FROM (
       SELECT ${key}, rowNumberInAllBlocks() AS place FROM (
         SELECT ${key} FROM ${source.table} WHERE ${source.scope.condition} AND ${within.condition}
         ORDER BY ${key}
       )
     ) WHERE place > 0 AND place % {step:UInt64} = 0 ORDER BY boundary`,
    { ...source.scope.params, ...within.params, step: maxRows },
  )
  const boundaries = found.map((row) => row.boundary)
  const share = Math.ceil(rows / (boundaries.length + 1))
  return [undefined, ...boundaries].map((fromKey, index) => {
    const toKey = boundaries[index]
    return {
      companyIds: [companyId],
      rows: share,
      ...(fromKey === undefined ? {} : { fromKey }),
      ...(toKey === undefined ? {} : { toKey }),
    }
  })
}
