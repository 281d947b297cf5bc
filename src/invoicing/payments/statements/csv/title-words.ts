import type { CsvMapping } from '../../../../contract/index.ts'

type Field = keyof CsvMapping['columns']

/** What banks call their columns, in English, German and Russian; the first field whose words fit takes the column. */
const titles: readonly (readonly [Field, RegExp])[] = [
  ['value_on', /^(value date|valuta(datum)?|wertstellung|дата валютирования)/],
  ['booked_on', /^(date|booking date|posting date|transaction date|buchungs(tag|datum)|datum|дата)/],
  ['debit', /^(debit|withdrawal|paid out|soll|ausgang|дебет|расход|списан|сумма по дебету)/],
  ['credit', /^(credit(?!or)|deposit|paid in|haben|eingang|кредит|приход|поступ|зачислен|сумма по кредиту)/],
  ['currency', /^(currency|ccy|währung|waehrung|валюта)/],
  ['direction', /^(direction|debit\/credit|cr\/dr|d\/c|s\/h|тип операции|вид движения)/],
  ['amount', /^(amount|betrag|umsatz|сумма)/],
  ['end_to_end_id', /(end[- ]?to[- ]?end|kundenreferenz)/],
  ['bank_reference', /(transaction id|bank reference|reference number|id операции|номер операции|референс)/],
  ['payer_tax_number', /(инн|tax (id|number)|vat)/],
  ['payer_account', /(iban|account|konto|счет|счёт)/],
  [
    'payer_name',
    /(payer|payee|counterparty|beneficiary|name|auftraggeber|begünstigter|zahlungspflichtiger|контрагент|плательщик|наименование)/,
  ],
  ['reference', /^(reference|creditor reference|referenz)/],
  [
    'purpose',
    /(purpose|description|details|remittance|narrative|verwendungszweck|buchungstext|назначение|описание|основание)/,
  ],
]

/** The field that a title names; null for a title that names none. */
export function fieldOfTitle(title: string): Field | null {
  const plain = title.trim().toLowerCase().replace(/\s+/g, ' ')
  return titles.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}
