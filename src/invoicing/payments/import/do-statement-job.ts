import { ok } from '../../../core/index.ts'
import { indexDocuments } from '../matching/document-index.ts'
import { proposeMatch } from '../matching/propose-match.ts'
import { previewCsv } from '../statements/csv/preview-csv.ts'
import { readBankStatement } from '../statements/read-bank-statement.ts'
import type { MatchAnswer, PreviewAnswer, StatementJob } from './statement-job.ts'

/** Reads a file and holds its lines against documents, or looks at the first rows of a CSV file. */
export function doStatementJob(job: StatementJob): MatchAnswer | PreviewAnswer {
  if (job.kind === 'preview') return previewCsv(job.bytes, job.currency)
  const read = readBankStatement(job.bytes, job.reading)
  if (!read.ok) return read
  const index = indexDocuments(job.documents)
  const { format, accounts } = read.value
  return ok({
    format,
    accounts: accounts.map((statement) => ({
      statement,
      proposals: statement.lines.map((line) => proposeMatch(line, index)),
    })),
  })
}
