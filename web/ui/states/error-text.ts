import type { Translate } from '../../../src/messages/index.ts'
import { ApiError } from '../../api/api-error.ts'

/** One sentence for the reader: our words for what every page can meet, else the server's own sentence. */
export function errorText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiError)) return t('shell.error_server')
  if (error.code === 'offline') return t('shell.error_offline')
  if (error.code === 'timeout') return t('shell.error_timeout')
  if (error.code === 'unexpected_answer') return t('shell.error_unexpected_answer')
  if (error.status === 403) return t('shell.error_forbidden_text')
  if (error.status === 429) return t('shell.error_too_many')
  if (error.detail !== '') return error.detail
  return t('shell.error_server')
}
