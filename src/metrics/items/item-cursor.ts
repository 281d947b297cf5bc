import { type Failure, fail, ok, type Result } from '../../core/index.ts'

/** The last item of a page; the next page begins after it. Lists run from the newest message, or call, to the oldest. */
export interface ItemCursor {
  readonly momentMs: number
  readonly itemKey: string
}

const cursorPattern = /^(\d{1,15})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/

/** Opaque to clients: base64url of moment and key. It grants nothing, so it is not signed. */
export function toApiCursor({ momentMs, itemKey }: ItemCursor): string {
  return Buffer.from(`${momentMs}.${itemKey}`).toString('base64url')
}

/** Fails with `invalid_cursor` for anything that `toApiCursor` does not write. */
export function fromApiCursor(cursor: string): Result<ItemCursor, Failure<'invalid_cursor'>> {
  const [, momentMs, itemKey] = cursorPattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (momentMs === undefined || itemKey === undefined)
    return fail('invalid_cursor', 'Pass next_cursor of the page before, unchanged, or leave the cursor out.')
  return ok({ momentMs: Number(momentMs), itemKey })
}
