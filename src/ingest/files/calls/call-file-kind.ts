import { callDirections, callFileFields, type ImportMapping } from '../../../contract/index.ts'
import { ok, toApiMoney } from '../../../core/index.ts'
import { type FileKind, type MappingProblem, type RowMapper, refuseRow } from '../file-kind.ts'
import { readFileAmount } from '../read-file-amount.ts'
import { readFileDate } from '../read-file-date.ts'
import { createZoneClock } from '../zone-clock.ts'
import { type CallField, callFields, callFieldTitles, requiredCallFields } from './call-fields.ts'
import { mapCallRow } from './map-call-row.ts'

const fixable: ReadonlySet<string> = new Set(['direction', 'currency'])
/** Where calls of files come from, in the events' `source`. */
const source = 'file'

/** Call detail records of telephone systems and carriers. */
export const callFileKind: FileKind = {
  kind: 'calls',
  fields: callFields.map((name) => ({
    name,
    titles: callFieldTitles[name],
    ...(fixable.has(name) ? { mayBeFixed: true as const } : {}),
  })),
  dateFields: ['started_at', 'answered_at', 'ended_at'],
  priceFields: ['cost'],
  statusField: null,
  meaningOf: () => null,
  guessFixed: () => ({}),
  problemOf,
  createMapper,
}

function problemOf({ columns, fixed }: ImportMapping): MappingProblem | null {
  const known: readonly string[] = callFileFields
  const unknown =
    Object.keys(columns).find((field) => !known.includes(field)) ??
    Object.keys(fixed).find((field) => !fixable.has(field))
  if (unknown !== undefined) return { code: 'unknown_field', field: unknown }
  if (fixed['currency'] !== undefined && !/^[A-Za-z]{3}$/.test(fixed['currency']))
    return { code: 'invalid_fixed', field: 'currency' }
  if (fixed['direction'] !== undefined && directionOf(fixed['direction']) === undefined)
    return { code: 'invalid_fixed', field: 'direction' }
  const missing = requiredCallFields.find((fields) => fields.every((field) => columns[field] === undefined))
  return missing === undefined ? null : { code: 'missing_field', field: missing[0] ?? null }
}

function directionOf(word: string | undefined) {
  return callDirections.find((direction) => direction === word)
}

function createMapper({ columns, fixed, ...reading }: ImportMapping): RowMapper {
  const dates = { order: reading.date_order, clock: createZoneClock(reading.time_zone) }
  const direction = directionOf(fixed['direction'])
  const options = {
    source,
    readMoment: (written: string) => {
      const date = readFileDate(written, dates)
      return typeof date === 'string' ? null : date.timeMs
    },
    ...(direction === undefined ? {} : { direction }),
    ...(fixed['currency'] === undefined ? {} : { currency: fixed['currency'].toUpperCase() }),
  }
  const places = callFields.flatMap((field) => {
    const column = columns[field]
    return column === undefined ? [] : [[field, column - 1] as const]
  })
  return (cells) => {
    const row: Partial<Record<CallField, string>> = Object.fromEntries(
      places.map(([field, place]) => [field, cells[place] ?? '']),
    )
    const mapped = mapCallRow(withPlainCost(row, reading.decimal_sign), options)
    if (mapped.ok) return ok([{ ...mapped.value }])
    const { code, field, value } = mapped.failure
    return refuseRow(code, field, value)
  }
}

/** `-0,05 EUR` → an amount and its currency; one that is none stays to be refused. */
function withPlainCost(
  row: Partial<Record<CallField, string>>,
  decimalSign: '.' | ',',
): Partial<Record<CallField, string>> {
  const amount = readFileAmount(row.cost ?? '', decimalSign)
  if (amount === null) return row
  const cost = toApiMoney({ amountMicros: amount.micros, currency: amount.currency }).amount
  return { ...row, cost, ...(amount.currency === '' ? {} : { currency: amount.currency }) }
}
