/** Check digits of Russian numbers, for which no kept library has rules. All take digits only. */

/**
 * ОГРН (13 digits) of a company and ОГРНИП (15) of an entrepreneur: the last digit is the last digit of the remainder of
 * the others, read as one number, by 11 or 13. (Приказ Минфина России от 30.10.2017 № 165н, приложение 1.)
 */
export function isOgrn(digits: string): boolean {
  if (!/^(?:\d{13}|\d{15})$/.test(digits)) return false
  const divisor = digits.length === 13 ? 11n : 13n
  return (BigInt(digits.slice(0, -1)) % divisor) % 10n === BigInt(digits.slice(-1))
}

/** КПП: tax office, reason, number. It has no check digit. (Приказ ФНС России от 29.06.2012 № ММВ-7-6/435@.) */
export function isKpp(text: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(text)
}

const accountWeights = [7, 1, 3] as const
/** Banks whose БИК ends so are offices of the central bank. */
const centralBankEndings: ReadonlySet<string> = new Set(['000', '001', '002'])

/**
 * Whether an account of 20 digits belongs to the bank with this БИК: three digits of the БИК and the account, weighted
 * 7, 1, 3, 7, 1, …, sum to a multiple of ten. The three are the last ones of the БИК; for a correspondent account, which the
 * central bank keeps, and for accounts at its offices, 0 and the fifth and sixth.
 * (Порядок расчёта контрольного ключа в номере лицевого счёта, Банк России, 08.09.1997 № 515.) Accounts that the treasury
 * keeps begin with 0 and have keys of its own: they are taken as they are.
 */
export function isAccountOfBank(account: string, bic: string, kind: 'settlement' | 'correspondent'): boolean {
  if (!/^\d{20}$/.test(account) || !/^\d{9}$/.test(bic)) return false
  if (account.startsWith('0')) return true
  const isAtCentralBank = kind === 'correspondent' || centralBankEndings.has(bic.slice(-3))
  const bank = isAtCentralBank ? `0${bic.slice(4, 6)}` : bic.slice(-3)
  const sum = [...bank, ...account].reduce(
    (total, digit, place) => total + Number(digit) * (accountWeights[place % 3] ?? 0),
    0,
  )
  return sum % 10 === 0
}
