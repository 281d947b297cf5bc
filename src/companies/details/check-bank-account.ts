import { electronicFormatIBAN, isValidBIC, ValidationErrorsIBAN, validateIBAN } from 'ibantools'
import { type BankAccount, isRussianBic } from '../../contract/index.ts'
import { parseCurrency } from '../currency.ts'
import { isAccountOfBank } from './check-digits.ts'
import { type Checked, type Fault, type FieldFault, right, withoutSeparators, wrong } from './field-check.ts'

const exampleIban = 'DE89 3704 0044 0532 0130 00'

/** Electronic form: capitals, no separators (ISO 13616). */
export function checkIban(text: string): Checked {
  const iban = electronicFormatIBAN(text) ?? ''
  const { valid, errorCodes } = validateIBAN(iban, { allowQRIBAN: true })
  if (valid) return right(iban)
  const onlyDigits = errorCodes.every(
    (code) =>
      code === ValidationErrorsIBAN.WrongIBANChecksum ||
      code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
  )
  return onlyDigits ? wrong('wrong_iban_check_digits') : wrong('invalid_iban', { example: exampleIban })
}

/** ISO 9362 in capitals, or nine digits of a БИК. */
export function checkBic(text: string): Checked {
  const bic = withoutSeparators(text.toUpperCase())
  return isRussianBic(bic) || isValidBIC(bic) ? right(bic) : wrong('invalid_bic', { example: 'COBADEFFXXX' })
}

/**
 * Currencies as digits six to eight of a Russian account name them (ISO 4217; roubles still by their code of before 1998).
 */
const currencyOfAccount: Readonly<Record<string, string>> = {
  '156': 'CNY',
  '398': 'KZT',
  '756': 'CHF',
  '784': 'AED',
  '810': 'RUB',
  '826': 'GBP',
  '840': 'USD',
  '933': 'BYN',
  '949': 'TRY',
  '978': 'EUR',
}

interface CheckedAccount {
  readonly account: BankAccount
  /** Paths are fields of the account. */
  readonly faults: readonly FieldFault[]
}

/** An account has an IBAN or a number of another kind; one of a Russian bank has to fit the bank and its currency. */
export function checkBankAccount(typed: BankAccount): CheckedAccount {
  const faults: FieldFault[] = []
  const note = (path: keyof BankAccount, fault: Fault): void => {
    faults.push({ path, ...fault })
  }
  const keep = (path: keyof BankAccount, text: string | null, check: (text: string) => Checked) => {
    if (text === null) return null
    const checked = check(text)
    if (checked.ok) return checked.text
    note(path, checked.fault)
    return text
  }
  const bic = keep('bic', typed.bic, checkBic)
  const account: BankAccount = {
    iban: keep('iban', typed.iban, checkIban),
    account_number: keep('account_number', typed.account_number, accountCheck(bic, 'settlement')),
    bic,
    bank_name: typed.bank_name,
    correspondent_account: keep(
      'correspondent_account',
      typed.correspondent_account,
      accountCheck(bic, 'correspondent'),
    ),
    currency: keep('currency', typed.currency, checkCurrency) ?? '',
  }
  if (account.iban === null && account.account_number === null)
    note('iban', { code: 'account_number_missing' })
  if (account.iban !== null && account.account_number !== null)
    note('account_number', { code: 'two_account_numbers' })
  if (faults.length === 0 && isInOtherCurrency(account))
    note('currency', { code: 'account_in_other_currency' })
  return { account, faults }
}

/** Of banks elsewhere than in Russia, account numbers have no form in common: kept as typed. */
function accountCheck(bic: string | null, kind: 'settlement' | 'correspondent') {
  return (text: string): Checked => {
    if (bic === null || !isRussianBic(bic)) return right(text)
    const number = withoutSeparators(text)
    if (!/^\d{20}$/.test(number))
      return wrong('invalid_account_number', {
        example: kind === 'settlement' ? '40702 810 …' : '30101 810 …',
      })
    return isAccountOfBank(number, bic, kind) ? right(number) : wrong('account_not_of_bank')
  }
}

function checkCurrency(text: string): Checked {
  const parsed = parseCurrency(text.toUpperCase())
  return parsed.ok ? right(parsed.value) : wrong('invalid_currency', { example: 'EUR' })
}

function isInOtherCurrency({ account_number, bic, currency }: BankAccount): boolean {
  if (account_number === null || bic === null || !isRussianBic(bic)) return false
  const named = currencyOfAccount[account_number.slice(5, 8)]
  return named !== undefined && named !== currency
}
