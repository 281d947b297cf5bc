import { type Failure, fail, ok, type Result } from '../../../core/index.ts'

/** The last line of a page; the next page begins after it. Lists run from the latest moment to the earliest. */
export interface ChatItemCursor {
  readonly momentMs: number
  readonly chatKey: string
  /** Of the item in its chat. */
  readonly place: number
}

const cursorPattern = /^(\d{1,15})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.(\d{1,9})$/

/** Opaque to clients: base64url of moment, key and place. It grants nothing, so it is not signed. */
export function toApiChatCursor({ momentMs, chatKey, place }: ChatItemCursor): string {
  return Buffer.from(`${momentMs}.${chatKey}.${place}`).toString('base64url')
}

/** Fails with `invalid_cursor` for anything that `toApiChatCursor` does not write. */
export function fromApiChatCursor(cursor: string): Result<ChatItemCursor, Failure<'invalid_cursor'>> {
  const [, momentMs, chatKey, place] = cursorPattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (momentMs === undefined || chatKey === undefined || place === undefined)
    return fail('invalid_cursor', 'Pass next_cursor of the page before, unchanged, or leave the cursor out.')
  return ok({ momentMs: Number(momentMs), chatKey, place: Number(place) })
}
