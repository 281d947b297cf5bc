import type { CsvPreview } from '../../../contract/index.ts'
import type { Result } from '../../../core/index.ts'
import type { PayableDocument } from '../matching/document-index.ts'
import type { MatchProposal } from '../matching/propose-match.ts'
import type { AccountStatement, BankStatement, StatementFailure } from '../statements/bank-statement.ts'
import type { StatementReading } from '../statements/read-bank-statement.ts'

/** What the reading thread is started with. */
export type StatementJob =
  | {
      readonly kind: 'match'
      readonly bytes: Uint8Array
      readonly reading: StatementReading
      readonly documents: readonly PayableDocument[]
    }
  | { readonly kind: 'preview'; readonly bytes: Uint8Array; readonly currency: string }

export interface MatchedAccount {
  readonly statement: AccountStatement
  /** One per line, in the order of the lines. */
  readonly proposals: readonly MatchProposal[]
}
export interface MatchedStatement {
  readonly format: BankStatement['format']
  readonly accounts: readonly MatchedAccount[]
}

export type MatchAnswer = Result<MatchedStatement, StatementFailure>
export type PreviewAnswer = Result<CsvPreview, StatementFailure>
