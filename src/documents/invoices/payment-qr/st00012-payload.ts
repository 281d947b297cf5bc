import type { InvoiceDocument } from '../invoice-document.ts'
import { oneLine } from './one-line.ts'

/**
 * The text of the Russian payment code (GOST R 56042-2014, `ST00012`: UTF-8). The sum is in kopecks.
 *
 * @returns null where there is no such code for the payment: another currency than the rouble, an account without the
 * 20 digits, a bank without a BIC of 9 digits, or nothing to pay.
 */
export function st00012Payload(document: InvoiceDocument): string | null {
  const { payment, supplier, totals, currency } = document
  const account = payment.account
  if (currency !== 'RUB' || !account || !/^\d{20}$/.test(account.accountNumber ?? '')) return null
  const kopecks = /^(\d{1,15})\.(\d{2})$/.exec(totals.due)?.slice(1).join('').replace(/^0+/, '')
  if (!kopecks || !/^\d{9}$/.test(account.bic ?? '')) return null
  const fields: readonly (readonly [name: string, value: string | null, maxLength: number])[] = [
    ['Name', supplier.legalName, 160],
    ['PersonalAcc', account.accountNumber, 20],
    ['BankName', account.bankName, 45],
    ['BIC', account.bic, 9],
    // The standard has the field in every code; 0 where the bank has no such account.
    ['CorrespAcc', account.correspondentAccount ?? '0', 20],
    ['PayeeINN', supplier.taxNumber, 12],
    ['KPP', supplier.kpp, 9],
    ['Sum', kopecks, 18],
    ['Purpose', payment.reference, 210],
  ]
  const written = fields.flatMap(([name, value, maxLength]) =>
    value ? [`${name}=${oneLine(value.replaceAll('|', '/'), maxLength)}`] : [],
  )
  return ['ST00012', ...written].join('|')
}
