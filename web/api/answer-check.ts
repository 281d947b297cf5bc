/**
 * Whether an answer is what was asked for. Server and pages come from one release and the server's own tests hold its
 * answers against the contract, so the pages look only for what goes wrong on the way: another program answering in
 * its place, or another release. The schemas themselves are 30 kB of script that would show nobody anything.
 */
export type AnswerCheck<T> = (answer: unknown) => answer is T

/** An object that has at least these fields. */
export function answerWith<T extends object>(...fields: readonly (keyof T & string)[]): AnswerCheck<T> {
  return (answer): answer is T =>
    typeof answer === 'object' && answer !== null && fields.every((field) => field in answer)
}

export function listOf<T>(check: AnswerCheck<T>): AnswerCheck<T[]> {
  return (answer): answer is T[] => Array.isArray(answer) && answer.every((one) => check(one))
}

export function orNull<T>(check: AnswerCheck<T>): AnswerCheck<T | null> {
  return (answer): answer is T | null => answer === null || check(answer)
}

export function eitherOf<A, B>(one: AnswerCheck<A>, other: AnswerCheck<B>): AnswerCheck<A | B> {
  return (answer): answer is A | B => one(answer) || other(answer)
}
