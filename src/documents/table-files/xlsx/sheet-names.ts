import { sheetName } from '../../sheet-name.ts'

/** In the language of the file. */
export interface SheetWords {
  readonly about: string
  readonly rows: string
  /** Name of the data where one sheet holds it. */
  readonly data: string
  /** BCP 47, for the numbers of rows. */
  readonly locale: string
}

export interface SheetNames {
  readonly about: string
  readonly data: string
  /** `Rows 1–1,048,575`. */
  rows(from: number, to: number): string
}

/** Valid names of which no two are alike. */
export function createSheetNames(words: SheetWords): SheetNames {
  const numbers = new Intl.NumberFormat(words.locale)
  const about = sheetName(words.about)
  const data = sheetName(words.data)
  const isTaken = data.toLowerCase() === about.toLowerCase()
  return {
    about,
    data: isTaken ? sheetName(`${data.slice(0, 29)} 2`) : data,
    rows: (from, to) => sheetName(`${words.rows} ${numbers.format(from)}–${numbers.format(to)}`),
  }
}
