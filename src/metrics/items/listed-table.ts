import type { FactTable } from './fact-table.ts'

/** How the items of a table of facts are listed. */
export interface ListedTable<Row, Item> {
  readonly table: FactTable
  /** When an item is, the hour of that in the sorting key, and what names the item. */
  readonly at: string
  readonly hour: string
  readonly key: string
  /** What a list reads of an item besides. */
  readonly select: string
  readonly toItem: (row: Row, zone: string) => Item
}

/** What every row of a list has: the place of its item in the order of the list. */
export interface PlacedRow {
  readonly item_key: string
  /** Epoch milliseconds; text where the engine writes 64-bit numbers so. */
  readonly item_ms: number | string
}
