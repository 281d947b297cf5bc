import type { KeyValue } from '../../run/table.ts'

/** What the engine found of one measure: a number, or several percentiles. */
export type Found = number | readonly number[] | null

/** Everything found for one combination of keys, by the name of the measure. */
export interface ChatCell {
  readonly keys: readonly KeyValue[]
  readonly found: ReadonlyMap<string, Found>
}

interface Noted extends ChatCell {
  readonly found: Map<string, Found>
  isThere: boolean
}

/** What several questions found, joined by keys, and the totals of each. Lives as long as one question. */
export class ChatCells {
  readonly #cells = new Map<string, Noted>()
  readonly #totals = new Map<string, Found>()

  /** A row is there where anything is counted, divided by or left out (`isThere`): zeros make none. */
  note(
    keys: readonly KeyValue[],
    name: string,
    value: Found,
    isThere = typeof value === 'number' && value !== 0,
  ): void {
    const key = JSON.stringify(keys)
    const cell = this.#cells.get(key) ?? { keys, found: new Map<string, Found>(), isThere: false }
    cell.found.set(name, value)
    cell.isThere ||= isThere
    this.#cells.set(key, cell)
  }

  noteTotal(name: string, value: Found): void {
    this.#totals.set(name, value)
  }

  rows(): readonly ChatCell[] {
    return [...this.#cells.values()].filter(({ isThere }) => isThere)
  }

  totals(): ChatCell {
    return { keys: [], found: this.#totals }
  }
}
