import type { Language } from '../../../src/messages/index.ts'

export interface AmountRules {
  readonly language: Language
  /** Decimal places that may be used. */
  readonly places: number
  readonly sign: 'positive' | 'not_negative' | 'not_zero'
  /** Digits before the decimal mark; twelve by default, as in the API. */
  readonly maxDigits?: number
}

export type AmountProblem =
  | 'missing'
  | 'not_a_number'
  | 'too_fine'
  | 'too_large'
  | 'negative'
  | 'zero'
  | 'not_positive'

export type ParsedAmount =
  | { readonly ok: true; readonly amount: string }
  | { readonly ok: false; readonly problem: AmountProblem }

const usualMaxDigits = 12
/** Spaces that people and `Intl` put between thousands. */
const spaces = /[\s\u00a0\u202f]/g
const minusSigns = /^[-\u2212\u2013]/

/**
 * A typed amount as the decimal string of the API, exactly, never by way of a float. Russian: `1 234,56`, and a point does
 * as well. English: `1,234.56`; a comma that groups no thousands is refused, as it might be meant either way.
 */
export function parseAmount(text: string, rules: AmountRules): ParsedAmount {
  const bare = text.replace(spaces, '')
  if (bare === '') return wrong('missing')
  const isNegative = minusSigns.test(bare)
  const parts = splitNumber(bare.replace(minusSigns, ''), rules.language)
  if (parts === undefined) return wrong('not_a_number')
  const whole = parts.whole.replace(/^0+(?=\d)/, '')
  const fraction = parts.fraction.replace(/0+$/, '')
  if (fraction.length > rules.places) return wrong('too_fine')
  if (whole.length > (rules.maxDigits ?? usualMaxDigits)) return wrong('too_large')
  const isZero = whole === '0' && fraction === ''
  const problem = signProblem(rules.sign, isNegative && !isZero, isZero)
  if (problem !== undefined) return wrong(problem)
  const digits = fraction === '' ? whole : `${whole}.${fraction}`
  return { ok: true, amount: isNegative && !isZero ? `-${digits}` : digits }
}

function splitNumber(
  text: string,
  language: Language,
): { readonly whole: string; readonly fraction: string } | undefined {
  const pattern =
    language === 'ru'
      ? /^(?<whole>\d+)(?:[.,](?<fraction>\d*))?$/
      : /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<fraction>\d*))?$/
  const groups = pattern.exec(text)?.groups
  if (groups?.['whole'] === undefined) return undefined
  return { whole: groups['whole'].replaceAll(',', ''), fraction: groups['fraction'] ?? '' }
}

function signProblem(
  sign: AmountRules['sign'],
  isNegative: boolean,
  isZero: boolean,
): AmountProblem | undefined {
  if (sign === 'not_zero') return isZero ? 'zero' : undefined
  if (sign === 'not_negative') return isNegative ? 'negative' : undefined
  return isNegative || isZero ? 'not_positive' : undefined
}

function wrong(problem: AmountProblem): ParsedAmount {
  return { ok: false, problem }
}

/** An amount of the API as a reader of the language would type it: without trailing zeros beyond cents. */
export function typedAmount(amount: string, language: Language): string {
  const [whole = '0', fraction = ''] = amount.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept === '') return whole
  return `${whole}${language === 'ru' ? ',' : '.'}${kept.padEnd(2, '0')}`
}
