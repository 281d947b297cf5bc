import type { Readable } from 'node:stream'
import type { Principal } from '../companies/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { findReport } from './list-reports.ts'
import type { ReportsDeps } from './reports-deps.ts'
import type { ByteRange, StorageFailure } from './storage/report-storage.ts'

export interface ReportFile {
  readonly name: string
  readonly format: string
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** All of it without a range. The file stays readable while it is read, also when its report is removed. */
  open(range: ByteRange | null): Promise<Result<Readable, StorageFailure | Failure<'report_file_missing'>>>
}

/** The last file that was made of a report; failure `report_not_ready` before there is one. */
export async function readReportFile(
  { records, storage }: Pick<ReportsDeps, 'records' | 'storage'>,
  caller: Principal,
  id: string,
): Promise<Result<ReportFile, Failure<'not_found' | 'report_not_ready'>>> {
  const found = await records.withCompany(caller.companyId, (db) => findReport(db, caller, id))
  if (!found.ok) return found
  const { file_key: key, file_name: name, file_sha256: sha256, file_bytes: bytes, format } = found.value
  if (key === null || name === null || sha256 === null)
    return fail('report_not_ready', 'The report has no file yet: wait until it is generated.')
  return ok({
    name,
    format,
    bytes: Number(bytes),
    sha256,
    open: async (range) => {
      const file = await storage.read(key, range)
      if (!file.ok) return file
      if (file.value === null)
        return fail('report_file_missing', 'The file is not in the storage any more: make the report again.')
      return ok(file.value)
    },
  })
}
