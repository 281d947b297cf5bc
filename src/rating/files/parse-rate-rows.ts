import { maxRatesOfVersion, type Rate, type RateUnit, rateSchema, rateUnits } from '../../contract/index.ts'
import { faultsOfRates, sameAsDetail } from '../faults-of-rates.ts'
import {
  type FileRow,
  type RateColumn,
  type RowRefusal,
  type RowRefusalCode,
  rateColumns,
  requiredColumns,
} from './rate-columns.ts'

/** Refusals of one file; a file that is wrong throughout need not be listed to its end. */
export const maxRefusals = 1_000

export interface ParsedRates {
  /** Of use only where nothing is refused. */
  readonly rates: readonly Rate[]
  readonly refused: readonly RowRefusal[]
}

/** Rows of a file, titles first, as rates; every fault is named with its row and column. Rows without any text are skipped. */
export function parseRateRows(rows: readonly FileRow[]): ParsedRates {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [titles, ...body] = filled
  if (!titles)
    return refusedWhole('missing_column', `The first row must name the columns: ${rateColumns.join(', ')}.`)
  const columns = readTitles(titles)
  if ('refused' in columns) return columns
  if (body.length > maxRatesOfVersion)
    return refusedWhole(
      'too_many_rows',
      `A version may have ${maxRatesOfVersion} rates; the file has ${body.length}.`,
    )
  const rates: Rate[] = []
  const refused: RowRefusal[] = []
  for (const row of body) {
    if (refused.length >= maxRefusals) break
    const parsed = parseRow(row, columns.places, titles.cells.length)
    if ('rate' in parsed) rates.push(parsed.rate)
    else refused.push(...parsed.refused)
  }
  if (refused.length === 0) refused.push(...refusedTogether(rates, body))
  return { rates, refused: refused.slice(0, maxRefusals) }
}

function refusedWhole(code: RowRefusalCode, detail: string): ParsedRates {
  return { rates: [], refused: [{ row: 1, column: null, code, detail }] }
}

type Places = ReadonlyMap<RateColumn, number>

function readTitles({ row, cells }: FileRow): ParsedRates | { readonly places: Places } {
  const places = new Map<RateColumn, number>()
  const refused: RowRefusal[] = []
  for (const [place, cell] of cells.entries()) {
    const title = cell.trim().toLowerCase()
    if (title === '') continue
    const column = rateColumns.find((known) => known === title)
    if (column === undefined)
      refused.push({
        row,
        column: cell,
        code: 'unknown_column',
        detail: `There is no column "${cell.slice(0, 50)}": use ${rateColumns.join(', ')}.`,
      })
    else if (places.has(column))
      refused.push({ row, column, code: 'duplicate_column', detail: `The column ${column} is there twice.` })
    else places.set(column, place)
  }
  for (const column of requiredColumns)
    if (!places.has(column))
      refused.push({ row, column, code: 'missing_column', detail: `The column ${column} is missing.` })
  return refused.length > 0 ? { rates: [], refused: refused.slice(0, maxRefusals) } : { places }
}

type ParsedRow = { readonly rate: Rate } | { readonly refused: readonly RowRefusal[] }

function parseRow({ row, cells }: FileRow, places: Places, width: number): ParsedRow {
  const refused: RowRefusal[] = []
  const refuse = (column: RateColumn | null, [code, detail]: Fault): undefined => {
    refused.push({ row, column, code, detail })
  }
  const text = (column: RateColumn): string => cells[places.get(column) ?? -1]?.trim() ?? ''
  const read = <T>(column: RateColumn, parse: (written: string) => Parsed<T>): T | undefined => {
    const parsed = parse(text(column))
    return 'fault' in parsed ? refuse(column, parsed.fault) : parsed.value
  }
  if (cells.slice(width).some((cell) => cell.trim() !== ''))
    refuse(null, ['too_many_cells', `The row has more cells than the ${width} titles.`])
  const channel = read('channel', parseChannel)
  const kind = read('kind', parseKind)
  const destination = read('destination', parseDestination)
  const unit = read('unit', parseUnit)
  const price = read('price', parsePrice)
  const first = read('first_increment_s', parseIncrement)
  const further = read('increment_s', parseIncrement)
  if (
    refused.length > 0 ||
    channel === undefined ||
    kind === undefined ||
    destination === undefined ||
    unit === undefined ||
    price === undefined
  )
    return { refused }
  return {
    rate: {
      channel,
      kind,
      destination,
      unit,
      price,
      ...(first === undefined || first === null ? {} : { first_increment_s: first }),
      ...(further === undefined || further === null ? {} : { increment_s: further }),
    },
  }
}

type Fault = readonly [RowRefusalCode, string]
type Parsed<T> = { readonly value: T } | { readonly fault: Fault }

const { shape } = rateSchema
const missing: Fault = ['missing_value', 'The cell is empty.']
const noDestination: Fault = ['missing_value', 'The cell is empty: write any for every destination.']

function parseChannel(written: string): Parsed<string> {
  if (written === '') return { fault: missing }
  const { success, data } = shape.channel.safeParse(written.toLowerCase())
  return success
    ? { value: data }
    : { fault: ['invalid_channel', 'Write the channel as a lower-case word, such as sms.'] }
}

function parseKind(written: string): Parsed<string | null> {
  if (written === '') return { value: null }
  const { success, data } = shape.kind.safeParse(written.toLowerCase())
  return success
    ? { value: data }
    : {
        fault: [
          'invalid_kind',
          'Write the kind as a lower-case word, such as service; leave it empty for every kind.',
        ],
      }
}

/** A spreadsheet takes the plus from what it holds for a number, so digits alone are a prefix too. */
function parseDestination(written: string): Parsed<string> {
  if (written === '') return { fault: noDestination }
  const named = /^(?:any|[a-z]{2})$/i.test(written)
  const name = written.toLowerCase() === 'any' ? 'any' : written.toUpperCase()
  const withPlus = /^[1-9]\d{0,14}$/.test(written) ? `+${written}` : written
  const { success, data } = shape.destination.safeParse(named ? name : withPlus)
  return success
    ? { value: data }
    : {
        fault: [
          'invalid_destination',
          'Write any, a country (DE), a network (262-01) or a number prefix of up to 15 digits (+49151).',
        ],
      }
}

function parseUnit(written: string): Parsed<RateUnit> {
  if (written === '') return { fault: missing }
  const unit = rateUnits.find((known) => known === written.toLowerCase())
  return unit === undefined
    ? { fault: ['unknown_unit', `Write the unit as one of ${rateUnits.join(', ')}.`] }
    : { value: unit }
}

function parsePrice(written: string): Parsed<string> {
  if (written === '') return { fault: missing }
  const match = /^(-?)0*(\d+)(?:\.(\d+?)0*)?$/.exec(written)
  const [, sign = '', whole = '', fraction = ''] = match ?? []
  if (sign === '-' && /[1-9]/.test(written))
    return { fault: ['negative_price', 'A price is never negative.'] }
  if (fraction.length > 6)
    return { fault: ['price_too_fine', 'A price has at most six places after the point.'] }
  const { success, data } = shape.price.safeParse(fraction === '' ? whole : `${whole}.${fraction}`)
  return success
    ? { value: data }
    : {
        fault: [
          'invalid_price',
          'Write the price as digits with a point, at most 9999999.999999, without a currency.',
        ],
      }
}

function parseIncrement(written: string): Parsed<number | null> {
  if (written === '') return { value: null }
  const { success, data } = shape.increment_s.safeParse(
    /^\d{1,5}$/.test(written) ? Number(written) : undefined,
  )
  return success && data !== undefined
    ? { value: data }
    : { fault: ['invalid_increment', 'Write the increment as whole seconds from 1 to 3600.'] }
}

/** Rows that are right each by itself but not beside the others. */
function refusedTogether(rates: readonly Rate[], body: readonly FileRow[]): readonly RowRefusal[] {
  const rowOf = (index: number): number => body[index]?.row ?? 0
  return faultsOfRates(rates).map(({ index, sameAs, field, code, detail }) => ({
    row: rowOf(index),
    column: field,
    code,
    detail: sameAs === null ? detail : sameAsDetail(`Row ${rowOf(sameAs)}`),
  }))
}
