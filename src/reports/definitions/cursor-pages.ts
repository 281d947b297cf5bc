import type { Failure, Result } from '../../core/index.ts'

/** The pages of a list that goes on by cursor, one in memory at a time. Throws where the list breaks off after its first page. */
export async function* cursorPages<P extends { readonly next_cursor: string | null }>(
  first: P,
  pageAfter: (cursor: string) => Promise<Result<P, Failure>>,
): AsyncGenerator<P> {
  for (let page = first; ; ) {
    yield page
    if (page.next_cursor === null) return
    const next = await pageAfter(page.next_cursor)
    if (!next.ok) throw new Error(`The list broke off: ${next.failure.detail}`)
    page = next.value
  }
}
