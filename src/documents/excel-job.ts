import type { ExcelCell } from './excel-cell.ts'

/** What the writer's thread is started with; the rows follow in messages. */
export interface ExcelJob {
  readonly aboutSheet: string
  readonly about: readonly (readonly [label: string, value: ExcelCell])[]
  readonly dataSheet: string
  readonly titles: readonly string[]
  readonly widthsChars: readonly number[]
}

/** Some more rows, or the word that these were all. */
export type ExcelRows = readonly (readonly ExcelCell[])[] | 'end'
