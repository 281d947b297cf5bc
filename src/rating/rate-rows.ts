import type { Rate } from '../contract/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type CompiledRate, fromApiRate } from './compiled-rate.ts'

/** Rates of one statement: bounds the length of its arrays. */
const maxRatesOfInsert = 20_000

type Db = Kysely<Database>

/** The rates of a version in the order of their key, which no language of the server changes. */
export async function readRates(db: Db, versionId: string): Promise<readonly CompiledRate[]> {
  const rows = await db
    .selectFrom('price_rates')
    .select(['channel', 'kind', 'destination', 'unit', 'price_micros', 'first_increment_s', 'increment_s'])
    .where('version_id', '=', versionId)
    .orderBy('channel')
    .orderBy('kind')
    .orderBy('destination')
    .execute()
  return rows.map((row) => ({
    channel: row.channel,
    kind: row.kind,
    destination: row.destination,
    unit: row.unit,
    priceMicros: BigInt(row.price_micros),
    firstIncrementS: row.first_increment_s,
    incrementS: row.increment_s,
  }))
}

/** Puts rates into a version that has none; no two of them are for the same. */
export async function insertRates(db: Db, versionId: string, rates: readonly Rate[]): Promise<void> {
  for (let first = 0; first < rates.length; first += maxRatesOfInsert) {
    const rows = rates.slice(first, first + maxRatesOfInsert).map((rate) => toRow(fromApiRate(rate)))
    // One text: the driver takes several times as long to write arrays.
    await sql`
      insert into price_rates
        (version_id, channel, kind, destination, unit, price_micros, first_increment_s, increment_s)
      select ${versionId}::uuid, * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
        channel text, kind text, destination text, unit text, price_micros bigint, first_increment_s integer,
        increment_s integer)`.execute(db)
  }
}

function toRow(rate: CompiledRate) {
  return {
    channel: rate.channel,
    kind: rate.kind,
    destination: rate.destination,
    unit: rate.unit,
    price_micros: rate.priceMicros.toString(),
    first_increment_s: rate.firstIncrementS,
    increment_s: rate.incrementS,
  }
}

/** Puts the rates of one version into another that has none. */
export async function copyRates(db: Db, fromVersionId: string, toVersionId: string): Promise<void> {
  await sql`
    insert into price_rates
      (version_id, channel, kind, destination, unit, price_micros, first_increment_s, increment_s)
    select ${toVersionId}::uuid, channel, kind, destination, unit, price_micros, first_increment_s, increment_s
    from price_rates where version_id = ${fromVersionId}`.execute(db)
}
