import type { QueryParams } from '../../facts/index.ts'

/** A piece of SQL with the values that it binds. */
export interface SqlText {
  readonly sql: string
  readonly params: QueryParams
}

export function sqlText(sql: string, params: QueryParams = {}): SqlText {
  return { sql, params }
}

/** Conditions that must all hold, as one WHERE. */
export function allOf(conditions: readonly SqlText[]): SqlText {
  return sqlText(
    conditions.map(({ sql }) => sql).join('\n  AND '),
    Object.assign({}, ...conditions.map(({ params }) => params)),
  )
}
