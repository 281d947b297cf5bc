import type { Result } from '../../../../core/index.ts'
import { type BankStatement, failStatement, type StatementFailure, tooLarge } from '../bank-statement.ts'
import { finishStatement, type StatementPart } from '../finish-statement.ts'
import { accountNumber } from '../one-line.ts'
import { parseBankAmount } from '../parse-bank-amount.ts'
import { currencyOfAccount } from './one-c-currency.ts'
import { movementsOf, OneCDocumentFault } from './one-c-document.ts'
import { type OneCFile, type OneCSection, readOneCSections } from './one-c-sections.ts'
import { decodeOneC } from './one-c-text.ts'

/** Accounts of one file. */
const maxAccounts = 100

export interface OneCOptions {
  /** Accounts of ours besides those that the file names. */
  readonly ownAccounts?: readonly string[]
  /** Currency of accounts whose number does not tell it (outside Russia). */
  readonly currency?: string
}

/**
 * Reads the text format in which Russian banks give statements to accounting (1CClientBankExchange 1.01 to 1.03), in UTF-8,
 * Windows-1251 or code page 866. A document is a debit or a credit by which side has our own account; between two accounts
 * of ours it is a line of both. Failures as `StatementFault` says, with the line of the file.
 */
export function readOneC(
  bytes: Uint8Array,
  options: OneCOptions = {},
): Result<BankStatement, StatementFailure> {
  const large = tooLarge(bytes)
  if (large) return large
  const text = decodeOneC(bytes)
  if (text === null)
    return failStatement('invalid_statement', 'The file is neither in UTF-8 nor in Windows-1251.')
  const file = readOneCSections(text)
  if ('detail' in file) return failStatement('invalid_statement', file.detail, file.line)
  try {
    return finishStatement('one_c', partsOf(file, options))
  } catch (error) {
    if (!(error instanceof OneCDocumentFault)) throw error
    return failStatement('invalid_statement', error.message, error.line)
  }
}

function partsOf(file: OneCFile, { ownAccounts = [], currency }: OneCOptions): StatementPart[] {
  const named = [
    ...file.accounts,
    ...file.balances.map(({ values }) => values.get('РасчСчет')),
    ...ownAccounts,
  ]
  const accounts = [...new Set(named.flatMap((each) => accountNumber(each) ?? []))]
  if (accounts.length === 0)
    throw new OneCDocumentFault(1, 'The file does not name the account that it is of (РасчСчет).')
  if (accounts.length > maxAccounts)
    throw new OneCDocumentFault(1, `The file is of more than ${maxAccounts} accounts: export fewer at once.`)
  const movements = file.documents.flatMap((document) => movementsOf(document, new Set(accounts)))
  const byAccount = Map.groupBy(movements, (movement) => movement.account)
  const balancesOf = Map.groupBy(file.balances, ({ values }) => accountNumber(values.get('РасчСчет')))
  return accounts.map((account) => {
    const known = currencyOfAccount(account) ?? currency
    if (known === undefined)
      throw new OneCDocumentFault(1, `The currency of account ${account} is not known: choose it.`)
    const balances = balancesOf.get(account) ?? []
    return {
      account,
      currency: known,
      openingMicros: balanceOf(balances[0], 'НачальныйОстаток'),
      closingMicros: balanceOf(balances.at(-1), 'КонечныйОстаток'),
      pending: 0,
      lines: (byAccount.get(account) ?? []).map(({ line }) => ({ ...line, currency: known })),
    }
  })
}

function balanceOf(section: OneCSection | undefined, name: string): bigint | null {
  const written = section?.values.get(name)?.trim()
  if (section === undefined || written === undefined || written === '') return null
  const micros = parseBankAmount(written.replace(',', '.'), '.')
  if (micros === null)
    throw new OneCDocumentFault(section.line, `${name} “${written.slice(0, 40)}” is no amount.`)
  return micros
}
