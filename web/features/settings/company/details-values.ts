import type {
  Address,
  BankAccount,
  CompanyDetailsPut,
  DocumentLanguage,
  StoredDetails,
} from '../../../../src/contract/index.ts'

export type AddressValues = Record<Exclude<keyof Address, 'country'>, string> & { country: string | null }

/** An account has one number on the page: an IBAN, or one of another kind. */
export type AccountValues = {
  /** Tells the rows of the form apart. */
  key: string
  number: string
  bic: string
  bank_name: string
  correspondent_account: string
  currency: string | null
}

/** The details as they stand in the form: nothing is an empty text. */
export type DetailsValues = {
  legal_name: string
  trade_name: string
  language: DocumentLanguage | null
  email: string
  phone: string
  legal_address: AddressValues
  postal_same: boolean
  postal_address: AddressValues
  vat_number: string
  tax_number: string
  kpp: string
  registration_number: string
  bank_accounts: AccountValues[]
}

export function toValues(stored: StoredDetails): DetailsValues {
  return {
    legal_name: stored.legal_name ?? '',
    trade_name: stored.trade_name ?? '',
    language: stored.language,
    email: stored.email ?? '',
    phone: stored.phone ?? '',
    legal_address: toAddressValues(stored.legal_address),
    postal_same: stored.postal_address === null,
    postal_address: toAddressValues(stored.postal_address),
    vat_number: stored.vat_number ?? '',
    tax_number: stored.tax_number ?? '',
    kpp: stored.kpp ?? '',
    registration_number: stored.registration_number ?? '',
    bank_accounts: stored.bank_accounts.map((account, index) => toAccountValues(account, `stored ${index}`)),
  }
}

function toAddressValues(address: Address | null): AddressValues {
  return {
    street: address?.street ?? '',
    street_2: address?.street_2 ?? '',
    postal_code: address?.postal_code ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
    country: address?.country ?? null,
  }
}

function toAccountValues(account: BankAccount, key: string): AccountValues {
  return {
    key,
    number: account.iban ?? account.account_number ?? '',
    bic: account.bic ?? '',
    bank_name: account.bank_name ?? '',
    correspondent_account: account.correspondent_account ?? '',
    currency: account.currency,
  }
}

/** What is blank the server keeps as null. */
export function fromValues(values: DetailsValues, version: number): CompanyDetailsPut {
  const { postal_same, postal_address, bank_accounts, ...rest } = values
  return {
    ...rest,
    version,
    postal_address: postal_same ? null : postal_address,
    bank_accounts: bank_accounts.map(fromAccountValues),
  }
}

/** An IBAN begins with a country and two digits (ISO 13616). */
const ibanStart = /^\s*[A-Za-z]{2}\s?\d{2}/

function fromAccountValues({ key: _key, number, currency, ...rest }: AccountValues): BankAccount {
  const isIban = ibanStart.test(number)
  return {
    ...rest,
    iban: isIban ? number : null,
    account_number: isIban ? null : number,
    currency: currency ?? '',
  }
}

/**
 * The form's name of a field that the API names, such as `body/bank_accounts/0/iban`, or a link, such as
 * `legal_address/postal_code`.
 */
export function fieldOf(path: string): string {
  return path
    .replace(/^body\//, '')
    .replaceAll('/', '.')
    .replace(/^(bank_accounts\.\d+)\.(?:iban|account_number)$/, '$1.number')
}
