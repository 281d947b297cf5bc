import { type Failure, fail, fromApiMoney, minorUnitMicros, ok, type Result } from '../../core/index.ts'
import type { InvoiceDocument } from '../../documents/index.ts'
import type { Database, Kysely } from '../../records/index.ts'

/** What is taken back of one line of an invoice: with the sign of the line, whole minor units. */
export interface CreditedLine {
  /** Of the line in the invoice. */
  readonly position: number
  readonly netMicros: bigint
}

type MoneyOfDocument = Pick<InvoiceDocument, 'currency' | 'minorDigits'>

export type CreditFailure = Failure<'invalid_credit' | 'nothing_to_credit'>

/** What is left of each line after all credit notes before. */
export async function readLeft(
  db: Kysely<Database>,
  invoiceId: string,
  document: InvoiceDocument,
): Promise<ReadonlyMap<number, bigint>> {
  const rows = await db
    .selectFrom('credited_lines')
    .select(({ fn }) => ['position', fn.sum<string>('net_micros').as('micros')])
    .where('invoice_id', '=', invoiceId)
    .groupBy('position')
    .execute()
  const credited = new Map(rows.map(({ position, micros }) => [position, BigInt(micros)]))
  return new Map(
    document.lines.map(({ position, net }) => [
      position,
      microsOf(net, document.currency) - (credited.get(position) ?? 0n),
    ]),
  )
}

/**
 * Which lines a credit note takes back: all that is left of the invoice by default. Never more of a line than is left of it, nor
 * of the invoice; and never zero or less in sum: that would be a charge.
 */
export function creditedLines(
  asked: readonly { readonly position: number; readonly net: string }[] | undefined,
  left: ReadonlyMap<number, bigint>,
  money: MoneyOfDocument,
): Result<readonly CreditedLine[], CreditFailure> {
  const leftMicros = sumOf([...left.values()])
  if (leftMicros <= 0n) return fail('nothing_to_credit', 'Nothing is left of this invoice to take back.')
  const lines =
    asked === undefined
      ? ok([...left].map(([position, netMicros]) => ({ position, netMicros })))
      : parseLines(asked, left, money)
  if (!lines.ok) return lines
  const credited = lines.value.filter(({ netMicros }) => netMicros !== 0n)
  const netMicros = sumOf(credited.map((line) => line.netMicros))
  if (netMicros <= 0n)
    return fail('invalid_credit', 'A credit note gives money back: the sum of its lines must be above zero.')
  // Lines below zero lower what may be taken back of the others.
  if (netMicros > leftMicros)
    return fail('invalid_credit', 'The lines come to more than what is left of the invoice as a whole.')
  return ok(credited)
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, micros) => sum + micros, 0n)
}

function parseLines(
  asked: readonly { readonly position: number; readonly net: string }[],
  left: ReadonlyMap<number, bigint>,
  { currency, minorDigits }: MoneyOfDocument,
): Result<readonly CreditedLine[], Failure<'invalid_credit'>> {
  const lines = new Map<number, CreditedLine>()
  for (const { position, net } of asked) {
    const leftMicros = left.get(position)
    if (leftMicros === undefined) return fail('invalid_credit', `The invoice has no line ${position}.`)
    if (lines.has(position)) return fail('invalid_credit', `Line ${position} is named twice.`)
    const netMicros = microsOf(net, currency)
    if (netMicros % minorUnitMicros(minorDigits) !== 0n)
      return fail('invalid_credit', `Line ${position}: write at most ${minorDigits} decimal places.`)
    const isWithin =
      leftMicros < 0n ? netMicros < 0n && netMicros >= leftMicros : netMicros > 0n && netMicros <= leftMicros
    if (!isWithin)
      return fail(
        'invalid_credit',
        `Line ${position}: take back an amount other than zero that goes up to what is left of the line.`,
      )
    lines.set(position, { position, netMicros })
  }
  return ok([...lines.values()].toSorted((a, b) => a.position - b.position))
}

/** Of a decimal that was checked before, or that stands on a document. */
function microsOf(amount: string, currency: string): bigint {
  const parsed = fromApiMoney({ amount, currency })
  if (!parsed.ok) throw new Error(`no decimal number: ${amount}`)
  return parsed.value.amountMicros
}
