import { z } from 'zod'
import type { UsageLine } from './invoice-lines.ts'

/** The entries of usage that one line of an invoice stands for, among all that the invoice takes. */
export interface LineUsage {
  /** Null: everything before `toMs`. */
  readonly fromMs: number | null
  /** Not included. */
  readonly toMs: number
  readonly channel: string
  /** As the rate has it: '' for every kind. */
  readonly kind: string
  /** As the rate has it; null: whatever it is, as lines of one price were put together. */
  readonly destination: string | null
  readonly unit: string
  readonly priceMicros: bigint
  /** What the line comes to before rounding. */
  readonly exactMicros: bigint
}

const rowSchema = z.array(
  z.object({
    from_ms: z.number().nullable(),
    to_ms: z.number(),
    channel: z.string(),
    kind: z.string(),
    destination: z.string().nullable(),
    unit: z.string(),
    price_micros: z.string(),
    exact_micros: z.string(),
  }),
)

interface UsageOfLines {
  readonly toMs: number
  readonly monthStartsMs: readonly [number, ...number[]]
  readonly lines: readonly UsageLine[]
}

/** One for each line, in the order of the document. */
export function toRowUsageLines({ toMs, monthStartsMs, lines }: UsageOfLines): z.output<typeof rowSchema> {
  return lines.map((line) => {
    const month =
      line.lateMonthMs === null ? monthStartsMs.length - 1 : monthStartsMs.indexOf(line.lateMonthMs)
    if (month < 0) throw new Error('a line is of a month that the facts were not asked for')
    return {
      // What lies before the first month asked for was counted in it.
      from_ms: month === 0 ? null : (monthStartsMs[month] ?? null),
      to_ms: monthStartsMs[month + 1] ?? toMs,
      channel: line.channel,
      kind: line.kind,
      destination: typeof line.destination === 'string' ? line.destination : null,
      unit: line.unit,
      price_micros: line.priceMicros.toString(),
      exact_micros: line.exactMicros.toString(),
    }
  })
}

/** From the JSON of the records. */
export function fromRowUsageLines(json: unknown): readonly LineUsage[] {
  return rowSchema.parse(json).map((row) => ({
    fromMs: row.from_ms,
    toMs: row.to_ms,
    channel: row.channel,
    kind: row.kind,
    destination: row.destination,
    unit: row.unit,
    priceMicros: BigInt(row.price_micros),
    exactMicros: BigInt(row.exact_micros),
  }))
}
