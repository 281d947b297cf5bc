import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import { createTurns, runInThread } from '../../documents/index.ts'
import type { ExcelAnswer, ExcelJob } from './excel-job.ts'

const turns = createTurns({ maxWaiting: 4 })
const bounds = { memoryMb: 2_048, timeoutMs: 300_000 }

/** An Excel file as CSV, read in a thread of its own: no kept library reads them piece by piece. */
export async function readExcel(
  bytes: Uint8Array,
): Promise<Result<Uint8Array, Failure<'invalid_file' | 'overloaded'>>> {
  return await turns.take(async () => {
    const thread = new URL('./excel-thread.ts', import.meta.url)
    const answer = await runInThread<ExcelAnswer>(thread, { bytes } satisfies ExcelJob, bounds)
    if (answer !== null && 'csv' in answer) return ok(Buffer.from(answer.csv))
    return answer?.fault === 'invalid_file'
      ? fail('invalid_file', 'The file is not an Excel workbook (.xlsx): save it as one, or as CSV.')
      : fail('invalid_file', 'The workbook is too large to be read at once: save the sheet as CSV.')
  })
}
