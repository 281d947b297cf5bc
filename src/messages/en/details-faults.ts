import type { Area } from '../catalogue-types.ts'

/** What is wrong with a field of company details, and what to do. Said by the pages and by the API. */
export const detailsFaults = {
  invalid_country: 'This is no country of ISO 3166: choose one, or write its two letters.',
  invalid_postal_code: 'The country of this address has no such postal code: check the code and the country.',
  invalid_email: 'This is not an email address: check it.',
  invalid_phone: 'There is no such phone number: write it with the country code and without an extension.',
  invalid_number: 'Numbers of this kind have another form: check how long it is and what it begins with.',
  wrong_check_digits:
    'The check digits do not fit, so at least one character is wrong: compare it with your papers.',
  invalid_iban: 'This is not an IBAN: check its country and length.',
  wrong_iban_check_digits:
    'The check digits do not fit, so at least one character of the IBAN is wrong: compare it with your bank’s papers.',
  invalid_bic: 'A BIC has 8 or 11 letters and digits, that of a Russian bank 9 digits: check it.',
  invalid_account_number: 'An account at a Russian bank has 20 digits: check it.',
  account_number_missing: 'Enter the IBAN, or an account number where there are no IBANs.',
  two_account_numbers: 'Give either the IBAN or an account number, not both.',
  account_not_of_bank:
    'The check digit of the account does not fit the bank: one of the digits of the account or of the BIC is wrong.',
  account_in_other_currency: 'Digits 6 to 8 of the account name another currency: check both.',
  invalid_currency: 'Choose a currency of ISO 4217.',
  example: 'For example: {example}',
} as const satisfies Area
