import { type Address, type CompanyDetails, numberFields } from '../../contract/index.ts'
import { isSeen } from '../../core/index.ts'
import { checkCountry, checkPostalCode } from './check-address.ts'
import { checkBankAccount } from './check-bank-account.ts'
import { checkEmail, checkPhone } from './check-contact.ts'
import { checkNumber } from './check-number.ts'
import type { Checked, FieldFault } from './field-check.ts'

export interface CheckedDetails {
  /** As they are to be kept, if nothing is wrong: what has one right way of writing is written that way. */
  readonly details: CompanyDetails
  readonly faults: readonly FieldFault[]
}

/**
 * Holds details against the rules of the company's country. What is not there is not wrong: `missingDetails` says what an
 * invoice needs. Checking what comes out again changes nothing.
 */
export function checkDetails(typed: CompanyDetails): CheckedDetails {
  const tidy = withoutBlanks(typed)
  const faults: FieldFault[] = []
  const keep = (path: string, text: string | null, check: (text: string) => Checked): string | null => {
    if (text === null) return null
    const checked = check(text)
    if (checked.ok) return checked.text
    faults.push({ path, ...checked.fault })
    return text
  }
  const keepAddress = (path: string, address: Address): Address => {
    const country = keep(`${path}/country`, address.country, checkCountry)
    const postalCode = keep(`${path}/postal_code`, address.postal_code, (text) =>
      checkPostalCode(text, country),
    )
    return { ...address, country, postal_code: postalCode }
  }
  // In the order of the form: the first fault gets the focus.
  const email = keep('email', tidy.email, checkEmail)
  const typedCountry = tidy.legal_address.country?.toUpperCase() ?? null
  const phone = keep('phone', tidy.phone, (text) => checkPhone(text, typedCountry))
  const legalAddress = keepAddress('legal_address', tidy.legal_address)
  const postalAddress = tidy.postal_address && keepAddress('postal_address', tidy.postal_address)
  const numbers = Object.fromEntries(
    numberFields.map((field) => [
      field,
      keep(field, tidy[field], (text) => checkNumber(field, text, legalAddress.country)),
    ]),
  )
  const accounts = tidy.bank_accounts.map((account) => checkBankAccount(account))
  faults.push(
    ...accounts.flatMap((checked, index) =>
      checked.faults.map((fault) => ({ ...fault, path: `bank_accounts/${index}/${fault.path}` })),
    ),
  )
  return {
    details: {
      ...tidy,
      email,
      phone,
      legal_address: legalAddress,
      postal_address: postalAddress,
      ...numbers,
      bank_accounts: accounts.map(({ account }) => account),
    },
    faults,
  }
}

/** One space between words, none around them; what is blank is not there. */
function withoutBlanks(typed: CompanyDetails): CompanyDetails {
  const { legal_address, postal_address, bank_accounts, language, ...texts } = typed
  const postal = postal_address && tidyTexts(postal_address)
  return {
    ...tidyTexts(texts),
    legal_address: tidyTexts(legal_address),
    postal_address: postal && Object.values(postal).some((text) => text !== null) ? postal : null,
    bank_accounts: bank_accounts.map(({ currency, ...account }) => ({
      ...tidyTexts(account),
      currency: currency.trim(),
    })),
    language,
  }
}

function tidyTexts<T extends Readonly<Record<string, string | null>>>(texts: T): T {
  const tidied = Object.entries(texts).map(([name, text]) => [name, text === null ? null : tidyText(text)])
  return { ...texts, ...Object.fromEntries(tidied) }
}

/** A name of which nothing is seen would be an empty one on a document. */
function tidyText(text: string): string | null {
  const tidied = text.trim().replace(/\s+/g, ' ')
  return isSeen(tidied) ? tidied : null
}
