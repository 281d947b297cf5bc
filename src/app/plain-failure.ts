import { FactsError } from '../facts/index.ts'
import { RecordsFailure } from '../records/index.ts'
import { StartFailure } from './start-failure.ts'

/** Whether an error's message is a sentence for whoever started the program, and so needs no stack. */
export function isPlainFailure(error: unknown): error is Error {
  return error instanceof StartFailure || error instanceof RecordsFailure || error instanceof FactsError
}
