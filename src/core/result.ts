/** An expected outcome: a value, or a failure with a stable code. Bugs throw instead. */
export type Result<T, F extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }

/** An expected failure. `code` is stable and public; `detail` is one English sentence that says what to do. */
export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly detail: string
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail<Code extends string>(
  code: Code,
  detail: string,
): { readonly ok: false; readonly failure: Failure<Code> } {
  return { ok: false, failure: { code, detail } }
}
