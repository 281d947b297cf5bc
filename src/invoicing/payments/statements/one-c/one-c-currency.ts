/** Codes in digits 6 to 8 of a Russian account of 20 digits (Bank of Russia, 579-П); 810 is the rouble there, and 643 too. */
const currencies: Readonly<Record<string, string>> = {
  '810': 'RUB',
  '643': 'RUB',
  '840': 'USD',
  '978': 'EUR',
  '156': 'CNY',
  '826': 'GBP',
  '756': 'CHF',
  '392': 'JPY',
  '784': 'AED',
  '949': 'TRY',
  '356': 'INR',
  '344': 'HKD',
  '398': 'KZT',
  '933': 'BYN',
  '051': 'AMD',
  '417': 'KGS',
  '860': 'UZS',
}

/** The currency that an account's number tells; null for numbers that are not of that kind. */
export function currencyOfAccount(account: string): string | null {
  const code = /^\d{5}(\d{3})\d{12}$/.exec(account)?.[1]
  return code === undefined ? null : (currencies[code] ?? null)
}
