import { allEngines, localTable, type Topology } from '../connect/topology.ts'
import { rateIncrementsTable, ratesTable } from '../schema/tables.ts'
import { isTimed, type MirroredVersion } from './price-mirror.ts'

/** A copy of a price list that is not what the records say. */
export interface RateDrift {
  /** Host of the node that has the copy. */
  readonly node: string
  /** Rates that differ or are missing, and those that there should not be. */
  readonly count: number
  /** Key of one that differs; empty where there are only too many. */
  readonly example: string
}

/** Rates of one question. */
const maxRatesOfQuestion = 20_000

/** Compares all rates of a version with their copies, node by node. */
export async function rateDrifts(
  topology: Topology,
  { versionId, rates }: MirroredVersion,
): Promise<readonly RateDrift[]> {
  const table = localTable(topology.layout, ratesTable)
  const increments = localTable(topology.layout, rateIncrementsTable)
  const drifts: RateDrift[] = []
  for (const engine of allEngines(topology)) {
    const differing: string[] = []
    for (let first = 0; first < rates.length; first += maxRatesOfQuestion) {
      const some = rates.slice(first, first + maxRatesOfQuestion)
      const { rows } = await engine.ask<{ rate_key: string }>(
        'check',
        `SELECT rate.1 AS rate_key FROM (
           SELECT arrayJoin(arrayZip({keys:Array(String)}, {prices:Array(String)}, {units:Array(String)},
             {firsts:Array(UInt32)}, {steps:Array(UInt32)})) AS rate)
         WHERE joinGet('${table}', 'price', rate.1) != toDecimal64(rate.2, 6)
           OR toString(joinGet('${table}', 'unit', rate.1)) != rate.3
           OR joinGet('${increments}', 'first_s', rate.1) != rate.4 OR joinGet('${increments}', 'step_s', rate.1) != rate.5`,
        {
          keys: some.map(({ rateKey }) => rateKey),
          prices: some.map(({ price }) => price),
          units: some.map(({ unit }) => unit),
          firsts: some.map((rate) => (isTimed(rate) ? (rate.firstIncrementS ?? 1) : 0)),
          steps: some.map((rate) => (isTimed(rate) ? (rate.incrementS ?? 1) : 0)),
        },
      )
      differing.push(...rows.map(({ rate_key }) => rate_key))
    }
    const { rows } = await engine.ask<{ held: string }>(
      'check',
      `SELECT count() AS held FROM ${table} WHERE startsWith(rate_key, {prefix:String})`,
      { prefix: `${versionId}|` },
    )
    const count = differing.length + Math.max(0, Number(rows[0]?.held ?? 0) - rates.length)
    if (count > 0) drifts.push({ node: engine.name, count, example: differing[0] ?? '' })
  }
  return drifts
}
