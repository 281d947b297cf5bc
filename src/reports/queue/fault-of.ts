import type { ReportErrorCode } from '../../contract/index.ts'
import type { Failure } from '../../core/index.ts'
import { RecordsFailure } from '../../records/index.ts'

/** Why an attempt came to nothing, and whether the next one may come to something. */
export interface AttemptFault {
  readonly code: ReportErrorCode
  readonly detail: string
  readonly isWorthRetrying: boolean
}

const codes: Readonly<Record<string, readonly [ReportErrorCode, boolean]>> = {
  too_many_rows: ['too_many_rows', false],
  too_many_buckets: ['invalid_selection', false],
  not_found: ['not_found', false],
  forbidden: ['not_allowed', false],
  disk_full: ['storage_full', false],
  storage_full: ['storage_full', false],
  folder_not_writable: ['storage_unavailable', true],
  storage_unavailable: ['storage_unavailable', true],
  write_failed: ['storage_unavailable', true],
  file_too_large: ['too_many_rows', false],
  out_of_memory: ['too_many_rows', false],
}

/** What a room below refused: by default the choice of the report is no longer a valid one. */
export function faultOfFailure({ code, detail }: Failure): AttemptFault {
  const [known, isWorthRetrying] = codes[code] ?? ['invalid_selection', false]
  return { code: known, detail, isWorthRetrying }
}

/** Failures of connections and engines have a code and a sentence; what else was thrown is a fault of ours. */
export function faultOfError(error: unknown): AttemptFault {
  if (error instanceof RecordsFailure || isFactsError(error))
    return {
      code: 'source_unavailable',
      detail: 'The data could not be read: make the report again later.',
      isWorthRetrying: true,
    }
  return {
    code: 'internal',
    detail: 'The report could not be made by a fault of the server: make it again.',
    isWorthRetrying: true,
  }
}

/** Of the store of facts, which this room does not import. */
function isFactsError(error: unknown): boolean {
  return error instanceof Error && error.name === 'FactsError'
}
