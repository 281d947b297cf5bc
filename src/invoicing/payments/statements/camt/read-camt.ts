import type { Result } from '../../../../core/index.ts'
import { type BankStatement, failStatement, type StatementFailure, tooLarge } from '../bank-statement.ts'
import { decodeText } from '../decode-text.ts'
import { finishStatement, type StatementPart } from '../finish-statement.ts'
import { accountNumber } from '../one-line.ts'
import { linesOfEntry } from './camt-entry.ts'
import { accountAt, amountOf, CamtFault, codeOf, signOf } from './camt-fields.ts'
import { childrenOf, elementAt, textAt } from './xml-path.ts'
import { lineAt, parseXmlTree, type XmlElement } from './xml-tree.ts'

/**
 * Reads CAMT.053 (ISO 20022 BankToCustomerStatement) of versions 2 to 13, whatever prefix its namespace has, in UTF-8.
 * Entries that are not booked are counted as pending. Failures as `StatementFault` says, with the line of the file.
 */
export function readCamt(bytes: Uint8Array): Result<BankStatement, StatementFailure> {
  const large = tooLarge(bytes)
  if (large) return large
  const text = decodeText(bytes, 'utf-8')
  if (text === null) return failStatement('invalid_statement', 'The XML is not in UTF-8.')
  const root = parseXmlTree(text)
  if (!root.ok) return root
  const statements = elementAt(root.value, 'BkToCstmrStmt')
  if (root.value.name !== 'Document' || !statements)
    return failStatement(
      'invalid_statement',
      `This is not CAMT.053 (Document/BkToCstmrStmt), but ${root.value.name}: ask the bank for the end-of-day statement.`,
      lineAt(text, root.value.offset),
    )
  try {
    return finishStatement('camt053', childrenOf(statements, 'Stmt').map(readPart))
  } catch (error) {
    if (!(error instanceof CamtFault)) throw error
    return failStatement('invalid_statement', error.message, lineAt(text, error.at.offset))
  }
}

function readPart(statement: XmlElement): StatementPart {
  const account = accountNumber(accountAt(statement, 'Acct'))
  const balances = childrenOf(statement, 'Bal')
  const opening = balanceOf(balances, 'OPBD') ?? balanceOf(balances, 'PRCD')
  const closing = balanceOf(balances, 'CLBD')
  const entries = childrenOf(statement, 'Ntry')
  const booked = entries.filter((entry) => (codeOf(entry, 'Sts') ?? 'BOOK') === 'BOOK')
  const lines = booked.flatMap((entry) => linesOfEntry(entry, account))
  const currency =
    textAt(statement, 'Acct/Ccy') ?? closing?.currency ?? opening?.currency ?? lines[0]?.currency
  if (currency === undefined)
    throw new CamtFault(statement, 'The statement does not say the currency of its account.')
  return {
    account,
    currency,
    openingMicros: opening?.micros ?? null,
    closingMicros: closing?.micros ?? null,
    pending: entries.length - booked.length,
    lines,
  }
}

/** The signed balance of a kind: `OPBD` opening, `PRCD` closing of the day before, `CLBD` closing, each booked. */
function balanceOf(balances: readonly XmlElement[], kind: string) {
  const balance = balances.find((each) => textAt(each, 'Tp/CdOrPrtry/Cd') === kind)
  const amount = balance && elementAt(balance, 'Amt')
  if (!balance || !amount) return null
  const { micros, currency } = amountOf(amount)
  return { micros: (signOf(balance) ?? 1n) * micros, currency }
}
