import type { UnnamedLine } from '../bank-statement.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import { accountNumber, oneLine } from '../one-line.ts'
import { parseBankAmount } from '../parse-bank-amount.ts'
import type { OneCSection } from './one-c-sections.ts'

/** What is wrong with the document that begins at a line. */
export class OneCDocumentFault extends Error {
  readonly line: number
  constructor(line: number, detail: string) {
    super(detail)
    this.line = line
  }
}

/** A document seen from one of our accounts; the account tells its currency. */
export interface Movement {
  readonly account: string
  readonly line: Omit<UnnamedLine, 'currency'>
}

type Side = 'Плательщик' | 'Получатель'

/** The movements that a document makes in accounts of ours: one, or two between accounts of ours. */
export function movementsOf(document: OneCSection, ownAccounts: ReadonlySet<string>): Movement[] {
  const movements: Movement[] = []
  const debited = ownAccountOf(document, 'Плательщик', ownAccounts)
  if (debited !== null) movements.push({ account: debited, line: lineOf(document, 'Плательщик') })
  const credited = ownAccountOf(document, 'Получатель', ownAccounts)
  if (credited !== null) movements.push({ account: credited, line: lineOf(document, 'Получатель') })
  if (movements.length === 0)
    throw new OneCDocumentFault(
      document.line,
      `Document ${document.values.get('Номер') ?? ''} is neither paid from nor to the account of the file.`,
    )
  return movements
}

/** `…РасчСчет` holds the client's account where `…Счет` is one of its bank (indirect settlement). */
const accountNames = (side: Side) => [`${side}РасчСчет`, `${side}Счет`]

function ownAccountOf(document: OneCSection, side: Side, ownAccounts: ReadonlySet<string>): string | null {
  return (
    accountNames(side)
      .map((name) => accountNumber(document.values.get(name)))
      .find((account) => account !== null && ownAccounts.has(account)) ?? null
  )
}

function lineOf(document: OneCSection, ourSide: Side): Omit<UnnamedLine, 'currency'> {
  const { values } = document
  const isCredit = ourSide === 'Получатель'
  const other = isCredit ? 'Плательщик' : 'Получатель'
  const madeOn = dayOf(document, 'Дата')
  const bookedOn = dayOf(document, isCredit ? 'ДатаПоступило' : 'ДатаСписано') ?? madeOn
  if (bookedOn === null) throw new OneCDocumentFault(document.line, 'The document has no date (Дата).')
  const amount = values.get('Сумма') ?? ''
  // Some banks write a decimal comma; thousands are never grouped.
  const micros = /^\s*\d+([.,]\d*)?\s*$/.test(amount) ? parseBankAmount(amount.replace(',', '.'), '.') : null
  if (micros === null)
    throw new OneCDocumentFault(document.line, `Сумма “${amount.slice(0, 40)}” is no amount.`)
  return {
    bookedOn,
    valueOn: null,
    amountMicros: isCredit ? micros : -micros,
    payerName: nameOf(values, other),
    payerAccount: accountNames(other).reduce<string | null>(
      (found, name) => found ?? accountNumber(values.get(name)),
      null,
    ),
    payerTaxNumber: oneLine(values.get(`${other}ИНН`)),
    reference: null,
    purpose: purposeOf(values),
    endToEndId: null,
    reversal: false,
    // The payer's number of the document and its date stand for it; the bank gives the line no name of its own.
    bankReference: oneLine(
      [values.get('Номер'), madeOn, values.get('ПлательщикСчет'), values.get('ПолучательСчет')]
        .map((part) => part ?? '')
        .join(' '),
    ),
    raw: Object.fromEntries([...values].slice(0, 100).map(([name, value]) => [name, oneLine(value) ?? ''])),
  }
}

function dayOf(document: OneCSection, name: string): string | null {
  const written = document.values.get(name)?.trim() ?? ''
  if (written === '') return null
  const day = parseCalendarDate(written, 'DD.MM.YYYY')
  if (day === null)
    throw new OneCDocumentFault(document.line, `${name} “${written.slice(0, 40)}” is no date (dd.mm.yyyy).`)
  return day
}

/** `Плательщик1` is the name alone; `Плательщик` may have `ИНН 7701234567` before it. */
function nameOf(values: ReadonlyMap<string, string>, side: Side): string | null {
  const plain = oneLine(values.get(`${side}1`))
  return plain ?? oneLine(values.get(side)?.replace(/^\s*ИНН\s*\d{10,12}\s*/i, ''))
}

/** In one piece, or in up to six. */
function purposeOf(values: ReadonlyMap<string, string>): string {
  const pieces = [1, 2, 3, 4, 5, 6].map((piece) => values.get(`НазначениеПлатежа${piece}`) ?? '')
  return oneLine(values.get('НазначениеПлатежа')) ?? oneLine(pieces.join(' ')) ?? ''
}
