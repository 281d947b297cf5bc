import type { PlanLevel, PlanPeriod, PricePlan } from '../facts/index.ts'

/** A version in force for a company in `[fromMs, toMs)`. */
export interface Validity {
  readonly fromMs: number
  /** Null: until further notice. */
  readonly toMs: number | null
  readonly versionId: string
  readonly currency: string
  readonly onDelivery: readonly string[]
  /** Digits of the version's number prefixes. */
  readonly prefixLengths: readonly number[]
}

/** A company of a chain with what was, is and will be in force for it; no two overlap. */
export interface ChainLink {
  readonly companyId: string
  readonly validities: readonly Validity[]
}

/**
 * Cuts time into periods in which the whole chain is constant. The chain begins with the company and goes up to the one that
 * depends on none. Each company of it that ever had a price list pays for the traffic, from its first prices on; in a gap of
 * its prices its level has no version. A company that never had a list pays nothing, and those above it pay all the same.
 * Source: docs/decisions/0010-price-lists.md.
 */
export function pricePlanOf(chain: readonly [ChainLink, ...ChainLink[]]): PricePlan {
  const [own] = chain
  const validities = chain.flatMap((link) => link.validities)
  const prefixLengths = new Set(validities.flatMap((validity) => validity.prefixLengths))
  return {
    companyId: own.companyId,
    periods: periodsOf(chain, cutsOf(validities)),
    prefixLengths: [...prefixLengths].toSorted((a, b) => b - a),
  }
}

/** Instants at which anything begins or ends, in order. */
function cutsOf(validities: readonly Validity[]): readonly number[] {
  const cuts = new Set<number>()
  for (const { fromMs, toMs } of validities) {
    cuts.add(fromMs)
    if (toMs !== null) cuts.add(toMs)
  }
  return [...cuts].toSorted((a, b) => a - b)
}

function periodsOf(chain: readonly ChainLink[], cuts: readonly number[]): readonly PlanPeriod[] {
  const periods: PlanPeriod[] = []
  for (const fromMs of cuts) {
    const levels = chain.flatMap((link) => levelAt(link, fromMs) ?? [])
    const before = periods.at(-1)
    if (!before || !isSameChain(before.levels, levels)) periods.push({ fromMs, levels })
  }
  return periods
}

/** Null before the company's first prices, and where it never has any. */
function levelAt({ companyId, validities }: ChainLink, atMs: number): PlanLevel | null {
  const found = validityAt(validities, atMs)
  if (found) {
    const { versionId, currency, onDelivery } = found
    return { payerId: companyId, versionId, currency, onDelivery }
  }
  const hasBegun = validities.some(({ fromMs }) => fromMs <= atMs)
  return hasBegun ? { payerId: companyId, versionId: null, currency: '', onDelivery: [] } : null
}

export function validityAt<V extends Pick<Validity, 'fromMs' | 'toMs'>>(
  validities: readonly V[],
  atMs: number,
): V | undefined {
  return validities.find(({ fromMs, toMs }) => fromMs <= atMs && (toMs === null || atMs < toMs))
}

/** A version's moment of charging never changes, so versions and payers tell chains apart. */
function isSameChain(a: readonly PlanLevel[], b: readonly PlanLevel[]): boolean {
  return (
    a.length === b.length &&
    a.every((level, place) => level.payerId === b[place]?.payerId && level.versionId === b[place]?.versionId)
  )
}
