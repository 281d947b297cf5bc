import { type Failure, fail, ok, type Result } from '../../../core/index.ts'
import { type CallField, callColumnsOf, callFields, requiredCallFields } from './call-fields.ts'
import { type CallItem, type CallRowOptions, type CallRowRefusal, mapCallRow } from './map-call-row.ts'

/** What a file of calls comes to. */
export interface MappedCalls {
  readonly items: readonly CallItem[]
  /** `row`: place in the rows, from 0. */
  readonly refused: readonly (CallRowRefusal & { readonly row: number })[]
}

/** Which column holds which field, or what is missing. */
export function callColumns(
  titles: readonly string[],
): Result<Partial<Record<CallField, number>>, Failure<'missing_columns'>> {
  const columns = callColumnsOf(titles)
  const missing = requiredCallFields.filter((fields) => fields.every((field) => columns[field] === undefined))
  if (missing.length === 0) return ok(columns)
  const names = missing.map((fields) => fields.join(' or ')).join(', ')
  return fail('missing_columns', `The file has no column for ${names}.`)
}

/** Rows of a file of calls under their titles → canonical events, and the rows that are refused, each with its reason. Pure. */
export function mapCallRows(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  options: CallRowOptions,
): Result<MappedCalls, Failure<'missing_columns'>> {
  const columns = callColumns(titles)
  if (!columns.ok) return columns
  const places = callFields.flatMap((field) => {
    const column = columns.value[field]
    return column === undefined ? [] : [{ field, column }]
  })
  const items: CallItem[] = []
  const refused: (CallRowRefusal & { row: number })[] = []
  for (const [row, cells] of rows.entries()) {
    const named = Object.fromEntries(places.map(({ field, column }) => [field, cells[column] ?? '']))
    const mapped = mapCallRow(named, options)
    if (mapped.ok) items.push(mapped.value)
    else refused.push({ ...mapped.failure, row })
  }
  return ok({ items, refused })
}
