import { randomBytes } from 'node:crypto'
import { dayMs, uuidV7 } from '../../core/index.ts'
import { localTable } from '../connect/topology.ts'
import type { ErasingShard } from './erase-person.ts'
import {
  assignments,
  columnsWithoutPersons,
  type ErasedLog,
  erasedLogs,
  wouldChange,
} from './erased-columns.ts'
import type { AgeCut } from './person.ts'

/** How long before its cut something may have begun of which more was heard after it, days. */
const straddlingDays = 62

/**
 * Takes all persons out of what is older than its company's cut. One statement per table for all companies together: each rewrites
 * every part of the log that holds a row to change.
 */
export async function eraseOlder(place: ErasingShard, cuts: readonly AgeCut[]): Promise<void> {
  if (cuts.length === 0) return
  const { shard } = place
  const params = { ...boundCuts(cuts), ...freshKey() }
  await shard.alone(() => Promise.resolve())
  await shard.engine.run(
    'replay',
    `ALTER TABLE ${localTable(shard.layout, 'raw_requests')} DELETE WHERE ${isOlder('received_at', 'request_cuts')}`,
    params,
  )
  const update = async (table: string, moment: string, columns: Readonly<Record<string, string>>) =>
    await shard.engine.run(
      'replay',
      `ALTER TABLE ${localTable(shard.layout, table)} UPDATE ${assignments(columns)}
WHERE ${isOlder(moment, 'person_cuts')} AND ${wouldChange(columns)}`,
      params,
    )
  for (const of of erasedLogs)
    await update(of.log, 'time', { ...columnsWithoutPersons[of.facts], ...of.logTexts })
  // Folds that read the logs of before have ended after this.
  await shard.alone(() => Promise.resolve())
  for (const of of erasedLogs)
    await update(of.facts, of.began, { ...columnsWithoutPersons[of.facts], ...of.factTexts })
  for (const of of erasedLogs) await noteStraddling(place, of, params)
}

/** Whose cut a row is older than; companies without a cut have none. */
function isOlder(moment: string, cuts: 'person_cuts' | 'request_cuts'): string {
  return `company_id IN {companies:Array(UUID)} AND toUnixTimestamp64Milli(${moment}) < ${cutOf(cuts)}`
}

const cutOf = (cuts: string): string =>
  `transform(toString(company_id), {company_texts:Array(String)}, {${cuts}:Array(Int64)}, toInt64(0))`

function boundCuts(cuts: readonly AgeCut[]) {
  const companies = cuts.map(({ companyId }) => companyId)
  return {
    companies,
    company_texts: companies,
    person_cuts: cuts.map(({ personsBeforeMs }) => personsBeforeMs),
    request_cuts: cuts.map(({ personsBeforeMs, requestsBeforeMs }) =>
      Math.max(personsBeforeMs, requestsBeforeMs),
    ),
  }
}

/** Kept by nobody: under the same key a stand-in could be found by trying all numbers. */
function freshKey() {
  const bytes = randomBytes(16)
  return { key_0: bytes.readBigUInt64LE(0), key_1: bytes.readBigUInt64LE(8) }
}

/** What began before the cut and went on after it is folded again: events of after the cut may name a person still, until their turn comes. */
async function noteStraddling(
  { shard, clock }: ErasingShard,
  { facts, changed, key, began }: ErasedLog,
  params: ReturnType<typeof boundCuts>,
): Promise<void> {
  const beganMs = `toUnixTimestamp64Milli(${began})`
  await shard.engine.run(
    'replay',
    `INSERT INTO ${localTable(shard.layout, changed)} (company_id, inserted_at, batch_id, ${key})
SELECT DISTINCT company_id, now64(3, 'UTC'), {batch:UUID}, ${key} FROM ${localTable(shard.layout, facts)}
WHERE ${isOlder(began, 'person_cuts')} AND ${beganMs} >= ${cutOf('person_cuts')} - ${straddlingDays * dayMs}
  AND toUnixTimestamp64Milli(last_received_at) >= ${cutOf('person_cuts')}`,
    { ...params, batch: uuidV7(clock()) },
  )
}
