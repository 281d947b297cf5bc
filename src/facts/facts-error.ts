/** Stable codes of what can go wrong around the store itself; `main` prints the message as it is. */
export type FactsErrorCode =
  | 'data_dir_in_use'
  | 'data_dir_not_writable'
  | 'data_dir_second_in_process'
  | 'unreachable'
  | 'not_writable'
  | 'cluster_unknown'
  | 'busy'
  | 'closed'

/** Trouble with the store that its operator can mend. The message is one sentence that says what to do. */
export class FactsError extends Error {
  readonly code: FactsErrorCode

  constructor(code: FactsErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'FactsError'
    this.code = code
  }
}

export function notWritable(cause: unknown): FactsError {
  return new FactsError(
    'not_writable',
    'The store of facts does not take what is written: look for room on its disk, and for its rights.',
    cause,
  )
}
