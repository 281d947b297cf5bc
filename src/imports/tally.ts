import type { ImportMapping, ImportResult } from '../contract/index.ts'
import type { FileItem, FileKind, RowRefusal } from '../ingest/index.ts'
import { maxExampleLength, maxFaultKinds, maxStatusWords } from './limits.ts'

/** What a run over a file comes to, row by row. */
export interface Tally {
  taken(cells: readonly string[], items: readonly FileItem[]): void
  refused(row: number, cells: readonly string[], refusal: RowRefusal): void
  result(): ImportResult
}

export interface TallyOptions {
  readonly kind: Pick<FileKind, 'statusField' | 'meaningOf'>
  readonly mapping: ImportMapping
  readonly titles: readonly string[]
  /** What a run before has come to that is gone on with. */
  readonly before: ImportResult | null
}

type Fault = ImportResult['faults'][number]
type StatusWord = ImportResult['statuses'][number]

export function createTally({ kind, mapping, titles, before }: TallyOptions): Tally {
  const sums = { rows: before?.rows ?? 0, taken: before?.taken ?? 0, events: before?.events ?? 0 }
  const period = { from: before?.from ?? null, to: before?.to ?? null }
  const faults = new Map<string, Fault>(before?.faults.map((fault) => [keyOf(fault), fault]))
  const words = new Map<string, StatusWord>(before?.statuses.map((status) => [status.word, status]))
  const statusColumn = kind.statusField === null ? undefined : mapping.columns[kind.statusField.name]

  const noteWord = (cells: readonly string[]): void => {
    const word = statusColumn === undefined ? '' : (cells[statusColumn - 1] ?? '').slice(0, maxExampleLength)
    if (word === '') return
    const known = words.get(word)
    if (known) words.set(word, { ...known, rows: known.rows + 1 })
    else if (words.size < maxStatusWords)
      words.set(word, { word: word.toWellFormed(), meaning: kind.meaningOf(word, mapping), rows: 1 })
  }

  return {
    taken(cells, items) {
      sums.rows += 1
      sums.taken += 1
      sums.events += items.length
      noteWord(cells)
      for (const { time = null, data } of items) {
        const at = time ?? data['started_at']
        if (typeof at !== 'string') continue
        if (period.from === null || at < period.from) period.from = at
        if (period.to === null || at > period.to) period.to = at
      }
    },
    refused(row, cells, refusal) {
      sums.rows += 1
      noteWord(cells)
      const fault = faultOf(refusal, mapping, titles)
      const key = keyOf(fault)
      const known = faults.get(key)
      if (known) faults.set(key, { ...known, rows: known.rows + 1 })
      else if (faults.size < maxFaultKinds) faults.set(key, { ...fault, rows: 1, first_row: row })
    },
    result: () => ({
      ...sums,
      ...period,
      refused: sums.rows - sums.taken,
      faults: [...faults.values()].toSorted((a, b) => b.rows - a.rows),
      statuses: [...words.values()].toSorted((a, b) => b.rows - a.rows),
    }),
  }
}

/** A refusal with the column that it is about. */
export function faultOf(
  { fault, field, value }: RowRefusal,
  { columns }: Pick<ImportMapping, 'columns'>,
  titles: readonly string[],
): Omit<Fault, 'rows' | 'first_row'> {
  const column = field === null ? null : (columns[field] ?? null)
  const title = column === null ? null : (titles[column - 1] ?? null)
  return { fault, field, column, title, value: tidy(value) }
}

/** As the records can hold it. */
function tidy(value: string): string {
  return value.replaceAll('\0', '').slice(0, maxExampleLength).toWellFormed()
}

function keyOf({ fault, field }: Pick<Fault, 'fault' | 'field'>): string {
  return `${fault} ${field ?? ''}`
}
