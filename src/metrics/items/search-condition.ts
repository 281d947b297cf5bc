import { type SqlText, sqlText } from '../plan/sql-text.ts'

/** What people type between the digits of a phone number. */
const phoneLike = /^[\d\s()+./-]+$/

/**
 * Messages that a search finds: by part of the message id, the recipient, the sender, the campaign or the error's
 * reason, in any case of letters, or by the error's code. A phone number is found by its digits, however it is written.
 */
export function searchCondition(search: string): SqlText | undefined {
  const text = search.trim()
  if (text === '') return undefined
  const conditions = [
    ...['message_id', 'recipient', 'sender', 'campaign', 'error_reason'].map(
      (column) => `positionCaseInsensitiveUTF8(${column}, {search:String}) > 0`,
    ),
    'lowerUTF8(error_code) = lowerUTF8({search:String})',
  ]
  const digits = text.replaceAll(/\D/g, '')
  if (!phoneLike.test(text) || digits === '') return sqlText(`(${conditions.join(' OR ')})`, { search: text })
  return sqlText(`(${[...conditions, 'position(recipient, {search_digits:String}) > 0'].join(' OR ')})`, {
    search: text,
    search_digits: digits,
  })
}
