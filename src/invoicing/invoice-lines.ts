import { type Failure, fail, ok, type Result, roundToMinor } from '../core/index.ts'
import type { UsageGroup } from '../facts/index.ts'

/** Lines of one document; with more, destinations of one price share a line. */
const maxLines = 400

/** A line of usage, with its exact amount beside what the document says. */
export interface UsageLine {
  /** The month of late facts; null in lines of the invoice's own month. */
  readonly lateMonthMs: number | null
  readonly channel: string
  /** As the rate has it: '' for every kind. */
  readonly kind: string
  /** As the rate has it, where the line is of one; else how many it is of. */
  readonly destination: string | { readonly count: number }
  readonly unit: string
  readonly priceMicros: bigint
  /** Below zero in a correction of what was charged too much. */
  readonly quantity: bigint
  /** Price × quantity, what the ledger has; of a price per minute the sum of calls that were rounded each. */
  readonly exactMicros: bigint
  /** The same, rounded once, half away from zero, to the minor unit (EN 16931, BT-131). */
  readonly netMicros: bigint
}

export type LinesFailure = Failure<'negative_line' | 'too_many_lines' | 'mixed_currencies' | 'amount_drift'>

/**
 * Lines from what an invoice takes: those of its month, then corrections by their months. Anything that should not be is a
 * failure that sets the company aside: a charge below zero in the month itself, an amount that is not price × quantity,
 * another currency than the account's.
 */
export function usageLines(
  groups: readonly UsageGroup[],
  document: { readonly monthStartMs: number; readonly currency: string; readonly minorDigits: number },
): Result<readonly UsageLine[], LinesFailure> {
  const fault = faultOf(groups, document)
  if (fault) return fault
  const merged =
    groups.length > maxLines ? mergeDestinations(groups) : groups.map((group) => [group] as const)
  if (merged.length > maxLines)
    return fail(
      'too_many_lines',
      `The usage has ${merged.length} prices; a document has at most ${maxLines} lines.`,
    )
  return ok(merged.map((some) => lineOf(some, document)).toSorted(byMonthAndName))
}

type Groups = readonly [UsageGroup, ...UsageGroup[]]

function faultOf(
  groups: readonly UsageGroup[],
  { monthStartMs, currency }: { readonly monthStartMs: number; readonly currency: string },
) {
  for (const group of groups) {
    const what = `${group.channel} to ${group.destination}`
    if (group.currency !== currency)
      return fail('mixed_currencies', `Usage of ${what} is in ${group.currency}, the account in ${currency}.`)
    if (!isPriceTimesQuantity(group))
      return fail('amount_drift', `The charges of ${what} are not price × quantity: run verify.`)
    if (group.monthStartMs === monthStartMs && group.quantity < 0n)
      return fail('negative_line', `The charges of ${what} are below zero: run verify.`)
  }
  return undefined
}

const secondsPerMinute = 60n
/** Corrections may cancel each other's seconds out and leave what was rounded of them. */
const roundedOfCorrectionsMicros = 1_000n

/** A price per minute was rounded call by call, by half a micro-unit at most, and a call that costs lasts for a second at least. */
function isPriceTimesQuantity({ unit, amountMicros, priceMicros, quantity }: UsageGroup): boolean {
  if (unit !== 'minute') return amountMicros === priceMicros * quantity
  const off = absolute(amountMicros * secondsPerMinute - priceMicros * quantity)
  return off <= (absolute(quantity) + roundedOfCorrectionsMicros) * secondsPerMinute
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

function mergeDestinations(groups: readonly UsageGroup[]): readonly Groups[] {
  return [...Map.groupBy(groups, priceKey).values()].flatMap(([first, ...others]) =>
    first ? [[first, ...others]] : [],
  )
}

function priceKey({ monthStartMs, channel, kind, unit, priceMicros }: UsageGroup): string {
  return JSON.stringify([monthStartMs, channel, kind, unit, priceMicros.toString()])
}

function lineOf(
  groups: Groups,
  { monthStartMs, minorDigits }: { readonly monthStartMs: number; readonly minorDigits: number },
): UsageLine {
  const [first] = groups
  const quantity = groups.reduce((sum, group) => sum + group.quantity, 0n)
  const exactMicros = groups.reduce((sum, group) => sum + group.amountMicros, 0n)
  return {
    lateMonthMs: first.monthStartMs === monthStartMs ? null : first.monthStartMs,
    channel: first.channel,
    kind: first.kind,
    destination: groups.length === 1 ? first.destination : { count: groups.length },
    unit: first.unit,
    priceMicros: first.priceMicros,
    quantity,
    exactMicros,
    netMicros: roundToMinor(exactMicros, minorDigits),
  }
}

/** A document is the same whatever order its usage came in. */
function byMonthAndName(a: UsageLine, b: UsageLine): number {
  const late = (line: UsageLine) => line.lateMonthMs ?? Number.NEGATIVE_INFINITY
  if (late(a) !== late(b)) return late(a) < late(b) ? -1 : 1
  const [nameA, nameB] = [nameOf(a), nameOf(b)]
  if (nameA !== nameB) return nameA < nameB ? -1 : 1
  return a.priceMicros < b.priceMicros ? -1 : 1
}

function nameOf({ channel, kind, destination, unit }: UsageLine): string {
  return JSON.stringify([channel, kind, destination, unit])
}
