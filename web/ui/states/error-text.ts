import { problems } from '../../../src/messages/en/problems.ts'
import type { MessageKey, Translate } from '../../../src/messages/index.ts'
import { ApiError } from '../../api/api-error.ts'

type ProblemKey = Extract<MessageKey, `problems.${string}`>

/** One sentence for the reader: in the reader's language for known codes, else the server's own English one. */
export function errorText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiError)) return t('shell.error_server')
  if (error.code === 'offline') return t('shell.error_offline')
  if (error.code === 'timeout') return t('shell.error_timeout')
  if (error.code === 'unexpected_answer') return t('shell.error_unexpected_answer')
  const key = `problems.${error.code}`
  if (isProblemKey(key)) return translateProblem(t, key)
  if (error.status === 403) return t('shell.error_forbidden_text')
  if (error.status === 429) return t('shell.error_too_many')
  if (error.status < 500 && error.detail !== '') return error.detail
  return t('shell.error_server')
}

function isProblemKey(key: string): key is ProblemKey {
  return Object.hasOwn(problems, key.slice('problems.'.length))
}

function translateProblem(t: Translate, key: ProblemKey): string {
  return t(key)
}
