import { fail, ok, type Result } from '../core/index.ts'

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Rows that one page is asked for; the most that a list answers at once. */
export const wholeListPageSize = 200
/** A longer list is refused, never cut. */
export const maxWholeListRows = 20_000

/**
 * All rows of a list that is read page by page. They are in memory together, so that a fault on a later page is an answer
 * and not half a file.
 */
export async function readWholeList<Row, Failed extends { readonly code: string; readonly detail: string }>(
  readPage: (cursor: string | undefined) => Promise<Result<Page<Row>, Failed>>,
) {
  const rows: Row[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await readPage(cursor)
    if (!page.ok) return page
    rows.push(...page.value.rows)
    if (page.value.next === null) return ok(rows)
    if (rows.length >= maxWholeListRows)
      return fail(
        'too_many_rows',
        `The file would hold more than ${maxWholeListRows} lines: narrow the question.`,
      )
    cursor = page.value.next
  }
}
