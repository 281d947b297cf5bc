import type { MessageKey, Translate } from '../../../src/messages/index.ts'
import { ApiError } from '../../api/api-error.ts'

/** One sentence for the reader: in the reader's language for known codes, else the server's own English one. */
export function errorText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiError)) return t('shell.error_server')
  if (error.code === 'offline') return t('shell.error_offline')
  if (error.code === 'timeout') return t('shell.error_timeout')
  if (error.code === 'unexpected_answer') return t('shell.error_unexpected_answer')
  const known = wordsOf(t, error.code)
  if (known !== undefined) return known
  if (error.status === 403) return t('shell.error_forbidden_text')
  if (error.status === 429) return t('shell.error_too_many')
  if (error.status < 500 && error.detail !== '') return error.detail
  return t('shell.error_server')
}

/** The areas that say what a code means. Those of some pages only go before what is said everywhere. */
const areas = ['report_problems', 'money_problems', 'notice_problems', 'problems'] as const

/** A translator that lacks a key answers with the key itself. */
function wordsOf(t: Translate, code: string): string | undefined {
  const keys = areas.map((area) => `${area}.${code}`)
  return keys.map((key) => t(key as ProblemKey)).find((text, place) => text !== keys[place])
}

/** Without values to fill in, all of them. */
type ProblemKey = Extract<MessageKey, `problems.${string}`>
