import type { Problem } from '../../src/contract/index.ts'

/** `offline`: no answer at all. `unexpected_answer`: an answer that does not fit the contract. */
export type ApiErrorCode = 'offline' | 'unexpected_answer' | (string & {})

/** Every failed request ends in one of these: a problem document of the server, or no usable answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status, or 0 where there was no usable answer. */
  readonly status: number
  readonly code: ApiErrorCode
  /** One English sentence of the server that says what to do; empty where there is none. */
  readonly detail: string
  /** What is wrong with which field of the request, by path. */
  readonly fieldErrors: NonNullable<Problem['errors']>

  /** The whole document, for failures that say more than others. */
  readonly problem: unknown

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors'>) {
    super(problem.detail || problem.code)
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.fieldErrors = problem.errors ?? []
    this.problem = problem
  }
}

export function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}
