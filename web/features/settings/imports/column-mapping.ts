import type { ImportMapping } from '../../../../src/contract/index.ts'

/** The field that a column is; null where it is not used. */
export function fieldOfColumn({ columns }: ImportMapping, column: number): string | null {
  return Object.entries(columns).find(([, number]) => number === column)?.[0] ?? null
}

/** A column is one field, and a field stands in one column. An empty field: it is not used. */
export function withColumn(mapping: ImportMapping, column: number, field: string | null): ImportMapping {
  const others = Object.entries(mapping.columns).filter(
    ([name, number]) => number !== column && name !== field,
  )
  const columns = Object.fromEntries(others)
  return { ...mapping, columns: field === null || field === '' ? columns : { ...columns, [field]: column } }
}

/** A value for rows that do not say it; an empty one is none. */
export function withFixed(mapping: ImportMapping, field: string, value: string): ImportMapping {
  const { [field]: _, ...others } = mapping.fixed
  return { ...mapping, fixed: value === '' ? others : { ...others, [field]: value } }
}
