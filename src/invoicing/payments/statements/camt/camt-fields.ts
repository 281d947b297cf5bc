import { parseCalendarDate } from '../calendar-date.ts'
import { parseBankAmount } from '../parse-bank-amount.ts'
import { elementAt, firstTextAt, textAt } from './xml-path.ts'
import type { XmlElement } from './xml-tree.ts'

/** What is wrong at an element; the reader turns it into a failure with the line. */
export class CamtFault extends Error {
  readonly at: XmlElement
  constructor(at: XmlElement, detail: string) {
    super(detail)
    this.at = at
  }
}

export interface CamtAmount {
  readonly micros: bigint
  readonly currency: string
}

/** An `Amt` with its `Ccy`: never negative, a point before the decimals. */
export function amountOf(amount: XmlElement): CamtAmount {
  const text = amount.text.trim()
  const micros = /^\d+(\.\d*)?$/.test(text) ? parseBankAmount(text, '.') : null
  if (micros === null) throw new CamtFault(amount, `“${text.slice(0, 40)}” is no amount.`)
  const currency = amount.attributes['Ccy'] ?? ''
  if (!/^[A-Z]{3}$/.test(currency)) throw new CamtFault(amount, 'The amount has no currency (Ccy).')
  return { micros, currency }
}

/** `CdtDbtInd`: 1 for a credit, −1 for a debit; null where it is not given. */
export function signOf(element: XmlElement): 1n | -1n | null {
  const indicator = textAt(element, 'CdtDbtInd')
  if (indicator === undefined) return null
  if (indicator === 'CRDT') return 1n
  if (indicator === 'DBIT') return -1n
  throw new CamtFault(element, `CdtDbtInd must be CRDT or DBIT, not “${indicator.slice(0, 20)}”.`)
}

/** The day of `BookgDt` or `ValDt`, with or without a time: as the bank writes it, in its own zone. */
export function dayOf(element: XmlElement, name: string): string | null {
  const text = firstTextAt(element, [`${name}/Dt`, `${name}/DtTm`])
  if (text === undefined) return null
  const day = parseCalendarDate(text.slice(0, 10), 'YYYY-MM-DD')
  if (day === null) throw new CamtFault(element, `“${text.slice(0, 40)}” is no date.`)
  return day
}

/** A code that is a text by itself up to version 7 and stands in `Cd` or `Prtry` from version 8 on. */
export function codeOf(element: XmlElement, name: string): string | undefined {
  return firstTextAt(element, [`${name}/Cd`, `${name}/Prtry`, name])
}

/** The account of a party, or the statement's own: IBAN, or whatever else the bank counts by. */
export function accountAt(element: XmlElement, path: string): string | undefined {
  const account = elementAt(element, path)
  return account ? firstTextAt(account, ['Id/IBAN', 'Id/Othr/Id']) : undefined
}

/** What a payer leaves in a field that has to be filled. */
export function unlessNotProvided(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:NOT ?PROVIDED|NONREF|N\/A)$/i.test(text) ? undefined : text
}
