import { randomUUID } from 'node:crypto'
import type { MirroredRate, PlanPeriod } from '../charges/price-mirror.ts'
import type { UsagePass, UsageTotal } from '../charges/usage-pass.ts'
import type { Facts } from '../facts.ts'
import { type EventSketch, type FactRow, factsByMessage, minuteMs, sketch, startMs } from './world.ts'

export type RateSketch = readonly [
  channel: string,
  kind: string,
  destination: string,
  unit: MirroredRate['unit'],
  price: string,
  increments?: readonly [firstS: number, stepS: number],
]

export interface PlanSketch {
  /** Null: no price list is in force, and there should be one. */
  readonly rates: readonly RateSketch[] | null
  readonly onDelivery?: readonly string[]
  /** Minutes after the start. */
  readonly from?: number
  readonly payerId?: string
}

const versionIdOf = new WeakMap<PlanSketch, string>()

async function putVersion(facts: Facts, plan: PlanSketch): Promise<string | null> {
  const known = versionIdOf.get(plan)
  if (known !== undefined || plan.rates === null) return known ?? null
  const versionId = randomUUID()
  versionIdOf.set(plan, versionId)
  await facts.putPriceVersion({
    versionId,
    rates: plan.rates.map(([channel, kind, destination, unit, price, increments]) => {
      const rate = { rateKey: `${versionId}|${channel}|${kind}|${destination}`, unit, price }
      return increments ? { ...rate, firstIncrementS: increments[0], incrementS: increments[1] } : rate
    }),
  })
  return versionId
}

let plansPut = 0n

/** Puts each chain of levels in force for a period; the first level is the company's own unless it names a payer. */
export async function putPlan(
  facts: Facts,
  companyId: string,
  chains: readonly (readonly PlanSketch[])[],
): Promise<void> {
  const periods: PlanPeriod[] = []
  for (const chain of chains) {
    const levels = []
    for (const level of chain) {
      const versionId = await putVersion(facts, level)
      levels.push({
        payerId: level.payerId ?? companyId,
        versionId,
        currency: 'EUR',
        onDelivery: level.onDelivery ?? [],
      })
    }
    const [own] = chain
    periods.push({
      fromMs: startMs + (own?.from ?? -60) * minuteMs,
      levels,
    })
  }
  const prefixes = chains.flat().flatMap(({ rates }) => (rates ?? []).map(([, , destination]) => destination))
  const lengths = prefixes.filter((text) => text.startsWith('+')).map((text) => text.length - 1)
  plansPut += 1n
  await facts.putPricePlans([{ companyId, periods, prefixLengths: [...new Set(lengths)] }], plansPut)
}

export async function chargesOf(facts: Facts, companyId: string): Promise<Record<string, unknown>> {
  const rows = await factsByMessage(facts, companyId)
  return Object.fromEntries([...rows].map(([message, row]) => [message, chargeOf(row)]))
}

/** `0.05 = 0.05 × 1 by sms||any`, or the state with its reason. */
function chargeOf(row: FactRow): string {
  if (row['charge_state'] !== 'charged')
    return `${String(row['charge_state'])} ${String(row['charge_reason'])}`.trim()
  const rate = String(row['charge_rate']).split('|').slice(1).join('|')
  return `${Number(row['charge'])} = ${Number(row['charge_price'])} × ${Number(row['charge_quantity'])} by ${rate}`
}

export const sent = (minutes: number, rest: Partial<EventSketch> = {}) => sketch('sent', minutes, rest)

/** Runs one pass over all shards, as the process that posts usage does. */
export async function pass(
  facts: Facts,
  since: ReadonlyMap<number, bigint>,
): Promise<{
  readonly totals: readonly UsageTotal[]
  readonly through: ReadonlyMap<number, bigint>
  readonly again: () => Promise<readonly UsageTotal[]>
}> {
  const passes = new Map<number, UsagePass>()
  for (const shard of facts.usage.shardNumbers) {
    const toVersion = await facts.usage.foldedVersion(shard)
    passes.set(shard, { passId: randomUUID(), fromVersion: since.get(shard) ?? 0n, toVersion })
  }
  const enterAll = async () => {
    const totals: UsageTotal[] = []
    for (const [shard, one] of passes) {
      await facts.usage.enter(shard, one)
      totals.push(...(await facts.usage.totals(shard, one)))
    }
    return totals
  }
  const through = new Map([...passes].map(([shard, one]) => [shard, one.toVersion]))
  return { totals: await enterAll(), through, again: enterAll }
}

/** What a pass over all shards charges one payer; its traffic, with that of its customers, may lie on several. */
export function totalOf(totals: readonly UsageTotal[], companyId: string): UsageTotal | undefined {
  const [first, ...others] = totals.filter(({ payerId }) => payerId === companyId)
  return first && others.reduce(addTotals, first)
}

function addTotals(a: UsageTotal, b: UsageTotal): UsageTotal {
  return { ...a, amountMicros: a.amountMicros + b.amountMicros, charges: a.charges + b.charges }
}

export const oneRate: PlanSketch = { rates: [['sms', '', 'any', 'segment', '0.1']] }
