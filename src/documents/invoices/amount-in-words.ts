/** The genders that Russian numerals agree with. */
type Gender = 'masculine' | 'feminine'
/** Forms after 1, 2–4 and 5–20: «рубль», «рубля», «рублей». */
type Forms = readonly [one: string, few: string, many: string]

interface CurrencyWords {
  readonly gender: Gender
  readonly major: Forms
  readonly minor: Forms
}

const currencies: Readonly<Record<string, CurrencyWords>> = {
  RUB: {
    gender: 'masculine',
    major: ['рубль', 'рубля', 'рублей'],
    minor: ['копейка', 'копейки', 'копеек'],
  },
  BYN: {
    gender: 'masculine',
    major: ['белорусский рубль', 'белорусских рубля', 'белорусских рублей'],
    minor: ['копейка', 'копейки', 'копеек'],
  },
  UAH: {
    gender: 'feminine',
    major: ['гривна', 'гривны', 'гривен'],
    minor: ['копейка', 'копейки', 'копеек'],
  },
  KZT: { gender: 'masculine', major: ['тенге', 'тенге', 'тенге'], minor: ['тиын', 'тиына', 'тиынов'] },
  EUR: { gender: 'masculine', major: ['евро', 'евро', 'евро'], minor: ['цент', 'цента', 'центов'] },
  USD: {
    gender: 'masculine',
    major: ['доллар США', 'доллара США', 'долларов США'],
    minor: ['цент', 'цента', 'центов'],
  },
}

const units: Readonly<Record<Gender, readonly string[]>> = {
  masculine: ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  feminine: ['', 'одна', 'две', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
}
const teens = [
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
]
const tens = [
  '',
  '',
  'двадцать',
  'тридцать',
  'сорок',
  'пятьдесят',
  'шестьдесят',
  'семьдесят',
  'восемьдесят',
  'девяносто',
]
const hundreds = [
  '',
  'сто',
  'двести',
  'триста',
  'четыреста',
  'пятьсот',
  'шестьсот',
  'семьсот',
  'восемьсот',
  'девятьсот',
]

/** Names of groups of three digits, from the thousands up. */
const scales: readonly { readonly gender: Gender; readonly forms: Forms }[] = [
  { gender: 'feminine', forms: ['тысяча', 'тысячи', 'тысяч'] },
  { gender: 'masculine', forms: ['миллион', 'миллиона', 'миллионов'] },
  { gender: 'masculine', forms: ['миллиард', 'миллиарда', 'миллиардов'] },
  { gender: 'masculine', forms: ['триллион', 'триллиона', 'триллионов'] },
]

/**
 * The sum in Russian words, as it stands on Russian documents: «Двадцать одна тысяча рублей 05 копеек».
 *
 * @param amount a decimal of at most 15 digits and two places, not negative: `21000.05`
 * @returns null for amounts outside that, and for currencies whose words are not known
 */
export function amountInWords(amount: string, currency: string): string | null {
  const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(amount)
  const words = Object.hasOwn(currencies, currency) ? currencies[currency] : undefined
  if (!match || !words) return null
  const [, whole = '0', fraction = ''] = match
  const minor = fraction.padEnd(2, '0')
  const text =
    `${numberInWords(whole, words.gender)} ${formAfter(Number(whole.slice(-2)), words.major)} ` +
    `${minor} ${formAfter(Number(minor), words.minor)}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function numberInWords(digits: string, gender: Gender): string {
  const groups = digits
    .padStart(Math.ceil(digits.length / 3) * 3, '0')
    .match(/\d{3}/g)
    ?.map(Number)
  const words = (groups ?? []).flatMap((group, index, all) => {
    const scale = scales[all.length - index - 2]
    if (!scale) return groupInWords(group, gender)
    return group === 0 ? [] : [...groupInWords(group, scale.gender), formAfter(group % 100, scale.forms)]
  })
  return words.length === 0 ? 'ноль' : words.join(' ')
}

/** 1–999; nothing for 0. */
function groupInWords(group: number, gender: Gender): string[] {
  const rest = group % 100
  const isTeen = rest >= 10 && rest < 20
  return [
    hundreds[Math.floor(group / 100)] ?? '',
    (isTeen ? teens[rest - 10] : tens[Math.floor(rest / 10)]) ?? '',
    (isTeen ? '' : units[gender][rest % 10]) ?? '',
  ].filter((word) => word !== '')
}

/** @param lastTwoDigits 0–99 */
function formAfter(lastTwoDigits: number, [one, few, many]: Forms): string {
  const last = lastTwoDigits % 10
  if (lastTwoDigits >= 11 && lastTwoDigits <= 14) return many
  if (last === 1) return one
  return last >= 2 && last <= 4 ? few : many
}
