import type { ImportDelimiter, ImportEncoding, ImportMapping } from '../../contract/index.ts'
import { detectColumns, knownTitles } from './detect-columns.ts'
import type { FileKind } from './file-kind.ts'
import { guessDecimalSign } from './read-file-amount.ts'
import { guessDateOrder } from './read-file-date.ts'
import { titleKey } from './title-key.ts'

/** The first rows of a file, trimmed, and how they were read. */
export interface FileHead {
  readonly rows: readonly (readonly string[])[]
  readonly encoding: ImportEncoding
  readonly delimiter: ImportDelimiter
}

/** Titles stand in one of so many rows. */
const maxTitleRow = 30
/** With fewer known titles a row is taken for one of titles only where it is the first and has no digits. */
const surelyTitles = 2

/** What the columns of a file seem to be. Whoever imports it sees the guess and changes it. */
export function guessMapping(
  kind: FileKind,
  { rows, encoding, delimiter }: FileHead,
  timeZone: string,
): ImportMapping {
  const titleRow = titleRowOf(kind, rows)
  const titles = titleRow === 0 ? [] : (rows[titleRow - 1] ?? [])
  const sample = rows.slice(titleRow)
  const columns = detectColumns(kind.fields, titles)
  const cellsOf = (fields: readonly string[]): string[] =>
    fields.flatMap((field) => {
      const column = columns[field]
      return column === undefined ? [] : sample.map((cells) => cells[column - 1] ?? '')
    })
  return {
    encoding,
    delimiter,
    title_row: titleRow,
    time_zone: statesUtc(titles, kind, columns) ? 'UTC' : timeZone,
    date_order: guessDateOrder(cellsOf(kind.dateFields)),
    decimal_sign: guessDecimalSign(cellsOf(kind.priceFields)),
    columns,
    fixed: { ...kind.guessFixed(columns, sample), ...currencyInTitle(titles, kind, columns) },
    statuses: {},
  }
}

function titleRowOf(kind: FileKind, rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, maxTitleRow).map((cells) => knownTitles(kind.fields, cells))
  const most = Math.max(0, ...known)
  if (most >= surelyTitles) return known.indexOf(most) + 1
  const first = rows[0] ?? []
  return most > 0 || (first.length > 1 && first.every((cell) => cell !== '' && !/\d/.test(cell))) ? 1 : 0
}

/** Titles such as `PublishTimeUTC` or `Created at (UTC)` say in what zone dates are written. */
function statesUtc(
  titles: readonly string[],
  kind: FileKind,
  columns: Readonly<Record<string, number>>,
): boolean {
  const dated = kind.dateFields.flatMap((field) => columns[field] ?? [])
  return (
    dated.length > 0 && dated.every((column) => /(?:utc|gmt)\)?$/i.test((titles[column - 1] ?? '').trim()))
  )
}

/** Titles such as `PriceInUSD` or `Стоимость, EUR` say in what currency prices are. */
function currencyInTitle(
  titles: readonly string[],
  kind: FileKind,
  columns: Readonly<Record<string, number>>,
): Record<string, string> {
  if (columns['currency'] !== undefined) return {}
  for (const field of kind.priceFields) {
    const column = columns[field]
    if (column === undefined) continue
    const title = titles[column - 1] ?? ''
    const code = /(?:[\s,(]|[Ii]n)([A-Z]{3})\)?$/.exec(title.trim())?.[1]
    if (code !== undefined) return { currency: code }
    if (/(?:руб|₽)/.test(titleKey(title) + title)) return { currency: 'RUB' }
  }
  return {}
}
