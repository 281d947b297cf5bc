/** An amount as a file has it: in micro-units, with the currency where the cell names one. */
export interface FileAmount {
  readonly micros: bigint
  readonly currency: string
}

const microDigits = 6
const maxLength = 40
const symbols: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₽', 'RUB'],
  ['₸', 'KZT'],
  ['₴', 'UAH'],
  ['ZŁ', 'PLN'],
  ['РУБ', 'RUB'],
  ['РУБ.', 'RUB'],
  ['Р.', 'RUB'],
])

/**
 * `0.0075`, `-0,01`, `1 234,5 EUR`, `€0.05` → micro-units, half up; null where it is no amount. Providers write what they charge as a
 * negative amount or a positive one: the sign says nothing. A dollar sign is of many currencies and names none.
 */
export function readFileAmount(written: string, decimalSign: '.' | ','): FileAmount | null {
  const text = written.trim().toUpperCase()
  if (text.length > maxLength) return null
  const match =
    /^([^\d+.,-]*?)\s*([+-]?)\s*([^\d+.,-]*?)\s*([\d.,\s\u00a0\u202f'’]*\d(?:E-?\d{1,2})?)\s*([^\d]*)$/.exec(
      text,
    )
  if (!match) return null
  const [, before = '', , behindSign = '', digits = '', after = ''] = match
  const micros = readMicros(digits, decimalSign)
  if (micros === null) return null
  const named = [before, behindSign, after]
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '$')
  const [mark, ...others] = named
  if (mark === undefined) return { micros, currency: '' }
  const currency = /^[A-Z]{3}$/.test(mark) ? mark : symbols.get(mark)
  return currency === undefined || others.length > 0 ? null : { micros, currency }
}

function readMicros(written: string, decimalSign: '.' | ','): bigint | null {
  const [mantissa = '', exponent] = written.split('E')
  const group = decimalSign === '.' ? ',' : '.'
  const plain = mantissa.replace(/[\s\u00a0\u202f'’]/g, '').replaceAll(group, '')
  const [whole = '', fraction = '', ...more] = plain.split(decimalSign)
  if (more.length > 0 || !/^\d{0,12}$/.test(whole) || !/^\d{0,20}$/.test(fraction) || whole + fraction === '')
    return null
  return microsOf(whole, fraction, exponent === undefined ? 0 : Number(exponent))
}

/** Spreadsheets write small numbers with an exponent: `7.5E-3`. */
function microsOf(whole: string, fraction: string, exponent: number): bigint {
  const digits = whole + fraction
  const point = whole.length + exponent
  const shifted = point >= 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length - point, '0')
  const at = Math.max(point, 0)
  const rest = shifted.slice(at)
  const micros = BigInt(`0${shifted.slice(0, at)}${rest.slice(0, microDigits).padEnd(microDigits, '0')}`)
  return rest.charAt(microDigits) >= '5' ? micros + 1n : micros
}

/** By which of the two amounts are divided, as far as these tell; a point by itself. */
export function guessDecimalSign(amounts: Iterable<string>): '.' | ',' {
  let points = 0
  let commas = 0
  for (const amount of amounts) {
    const last = /[.,](?=\d*\D*$)/.exec(amount)?.[0]
    if (last === '.') points += 1
    if (last === ',') commas += 1
  }
  return commas > points ? ',' : '.'
}
