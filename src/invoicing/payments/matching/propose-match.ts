import type { MatchOutcome, MatchReason } from '../../../contract/index.ts'
import type { StatementLine } from '../statements/bank-statement.ts'
import { referredNumber } from './creditor-reference.ts'
import { type DocumentIndex, documentsInText, type PayableDocument } from './document-index.ts'
import { compactText } from './fold-text.ts'
import { searchedText } from './number-in-text.ts'
import { partyNameKey } from './party-name.ts'

export interface MatchProposal {
  readonly outcome: MatchOutcome
  /** May be posted without a person: one distinct number in the reference, the amount due, its currency. */
  readonly certain: boolean
  readonly reasons: readonly MatchReason[]
  readonly documents: readonly PayableDocument[]
  /** Line less what is due of the one document, micro-units; null otherwise. */
  readonly differenceMicros: bigint | null
}

/**
 * What a line of a statement seems to pay, of the documents of its account's owner: by number, else by exact amount and
 * payer. It never guesses: whatever is not certain is a proposal for a person, with its reasons.
 */
export function proposeMatch(line: StatementLine, index: DocumentIndex): MatchProposal {
  if (line.amountMicros <= 0n) return nothing(line.reversal ? 'reversal' : 'outgoing')
  if (line.reversal) return nothing('reversal')
  const numbered = documentsOfLine(line, index)
  const [document] = numbered
  if (document === undefined) return byPayer(line, index)
  return numbered.length > 1 ? severalNumbers(line, numbered) : oneNumber(line, document, index)
}

function nothing(...reasons: readonly MatchReason[]): MatchProposal {
  return { outcome: 'none', certain: false, reasons, documents: [], differenceMicros: null }
}

/** The number may stand in any of the texts that a payer can fill. */
function documentsOfLine(line: StatementLine, index: DocumentIndex): PayableDocument[] {
  const texts = [line.reference, referredNumber(line.reference ?? ''), line.purpose, line.endToEndId]
  return [
    ...new Set(texts.flatMap((text) => (text === null ? [] : documentsInText(index, searchedText(text))))),
  ]
}

function oneNumber(line: StatementLine, document: PayableDocument, index: DocumentIndex): MatchProposal {
  const reasons: MatchReason[] = ['number', ...payerReasons(line, document, index)]
  if (document.currency !== line.currency)
    return {
      outcome: 'ambiguous',
      certain: false,
      reasons: [...reasons, 'currency_differs'],
      documents: [document],
      differenceMicros: null,
    }
  const differenceMicros = line.amountMicros - document.dueMicros
  const outcome = outcomeOf(document.dueMicros, differenceMicros)
  const isDistinct = isDistinctNumber(document.number)
  if (outcome === 'exact') reasons.push('amount')
  if (!isDistinct) reasons.push('short_number')
  return {
    outcome,
    certain: outcome === 'exact' && isDistinct,
    reasons,
    documents: [document],
    differenceMicros,
  }
}

function outcomeOf(dueMicros: bigint, differenceMicros: bigint): MatchOutcome {
  if (dueMicros <= 0n) return 'double'
  if (differenceMicros === 0n) return 'exact'
  return differenceMicros < 0n ? 'partial' : 'over'
}

/** `15` or `2026` may be a day, a year or a quantity. */
function isDistinctNumber(number: string): boolean {
  const compact = compactText(number)
  return /^\p{N}+$/u.test(compact) ? compact.length >= 6 : compact.length >= 4
}

function severalNumbers(line: StatementLine, documents: readonly PayableDocument[]): MatchProposal {
  const isOneCurrency = documents.every(({ currency }) => currency === line.currency)
  const dueMicros = documents.reduce((sum, document) => sum + document.dueMicros, 0n)
  const reasons: MatchReason[] = ['several_numbers']
  if (!isOneCurrency) reasons.push('currency_differs')
  else if (dueMicros === line.amountMicros) reasons.push('sum_of_documents')
  return { outcome: 'ambiguous', certain: false, reasons, documents, differenceMicros: null }
}

/** Without a number: documents of this payer with exactly this amount due. */
function byPayer(line: StatementLine, index: DocumentIndex): MatchProposal {
  const ofPayer = payerKeys(line, index).flatMap(({ documents }) => documents)
  const documents = [...new Set(ofPayer)].filter(
    ({ currency, dueMicros }) => currency === line.currency && dueMicros === line.amountMicros,
  )
  const [document] = documents
  if (document === undefined) return nothing()
  const reasons: MatchReason[] = [...payerReasons(line, document, index), 'amount']
  if (documents.length === 1)
    return { outcome: 'exact', certain: false, reasons, documents, differenceMicros: 0n }
  return {
    outcome: 'ambiguous',
    certain: false,
    reasons: ['amount', 'several_by_amount'],
    documents,
    differenceMicros: null,
  }
}

function payerReasons(line: StatementLine, document: PayableDocument, index: DocumentIndex): MatchReason[] {
  return payerKeys(line, index)
    .filter(({ documents }) => documents.includes(document))
    .map(({ reason }) => reason)
}

interface PayerKey {
  readonly reason: MatchReason
  readonly documents: readonly PayableDocument[]
}

function payerKeys(line: StatementLine, index: DocumentIndex): PayerKey[] {
  return [
    {
      reason: 'payer_account',
      documents: index.byAccount.get(compactText(line.payerAccount ?? '')) ?? [],
    },
    {
      reason: 'payer_tax_number',
      documents: index.byTaxNumber.get(compactText(line.payerTaxNumber ?? '')) ?? [],
    },
    { reason: 'payer_name', documents: index.byName.get(partyNameKey(line.payerName ?? '')) ?? [] },
  ]
}
