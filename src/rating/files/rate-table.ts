import type { Rate } from '../../contract/index.ts'
import type { FinishedTable } from '../../documents/index.ts'
import { rateColumns } from './rate-columns.ts'

const numberColumns: ReadonlySet<string> = new Set(['price', 'first_increment_s', 'increment_s'])

/** What a file of rates says of itself, on a sheet of its own. */
export interface RateTableSubject {
  readonly priceList: string
  readonly version: number
  readonly currency: string
}

/** Rates as a table that can be read back. Its titles are the names of the API, in every language. */
export function rateTable(rates: readonly Rate[], subject: RateTableSubject): FinishedTable {
  return {
    name: 'Rates',
    about: [
      { label: 'Price list', value: subject.priceList },
      { label: 'Version', value: subject.version, type: 'integer' },
      { label: 'Currency', value: subject.currency },
    ],
    columns: rateColumns.map((key) => ({
      key,
      title: key,
      type: numberColumns.has(key) ? 'number' : 'text',
    })),
    rows: rates.map((rate) => rateColumns.map((key) => rate[key] ?? null)),
    timeZone: 'UTC',
    language: 'en',
  }
}
