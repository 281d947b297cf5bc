import type { ImportKind, ImportMapping, RowFault } from '../../contract/index.ts'
import type { Failure, Result } from '../../core/index.ts'

/** An event in the form of `POST /api/v1/events`. */
export type FileItem = Readonly<Record<string, unknown>> & {
  readonly data: Readonly<Record<string, unknown>>
}

/** Why a row is not taken: what is wrong, with which field, and what stands there. */
export interface RowRefusal {
  readonly fault: RowFault
  readonly field: string | null
  readonly value: string
}

export type RowResult = Result<readonly FileItem[], Failure & RowRefusal>

export interface FileField {
  readonly name: string
  /** Titles under which it is known, in any case, without what is neither letter nor digit. The first ones go first. */
  readonly titles: readonly string[]
  /** Whether one value may stand for all rows that do not say it. */
  readonly mayBeFixed?: true
}

/** What a mapping lacks: a code and the field that it is about. */
export interface MappingProblem {
  readonly code:
    | 'missing_field'
    | 'missing_date'
    | 'unknown_field'
    | 'unknown_meaning'
    | 'invalid_fixed'
    | 'column_twice'
  readonly field: string | null
}

/** A row's cells, already trimmed → its events in canonical form, or why it is refused. Pure. */
export type RowMapper = (cells: readonly string[]) => RowResult

/**
 * A kind of file that can be imported: what its columns may mean, and how a row becomes events. To add one, add its name to
 * `importKinds`, a folder here, and its line in `file-kinds.ts`.
 */
export interface FileKind {
  readonly kind: ImportKind
  readonly fields: readonly FileField[]
  /** Fields that hold dates and prices: by them is guessed how these are written. */
  readonly dateFields: readonly string[]
  readonly priceFields: readonly string[]
  /** The field whose words mean something, and what they can mean; null where there is none. */
  readonly statusField: { readonly name: string; readonly meanings: readonly string[] } | null
  /** What a word of that column means by itself or by the mapping; null where nobody knows. */
  meaningOf(word: string, mapping: ImportMapping): string | null
  /** What is guessed besides columns from the rows of a file. */
  guessFixed(
    columns: Readonly<Record<string, number>>,
    sample: readonly (readonly string[])[],
  ): Record<string, string>
  problemOf(mapping: ImportMapping): MappingProblem | null
  createMapper(mapping: ImportMapping): RowMapper
}

export function refuseRow(
  fault: RowFault,
  field: string | null,
  value: string,
): { readonly ok: false; readonly failure: Failure & RowRefusal } {
  return { ok: false, failure: { code: fault, detail: fault, fault, field, value } }
}
