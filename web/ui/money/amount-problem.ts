import type { Language, Translate } from '../../../src/messages/index.ts'
import { type AmountRules, parseAmount } from './parse-amount.ts'

const examples = { en: '1,234.50', ru: '1 234,50' } as const satisfies Record<Language, string>

/** What is wrong with a typed amount, in words; null where nothing is. */
export function amountProblem(t: Translate, text: string, rules: AmountRules): string | null {
  const parsed = parseAmount(text, rules)
  if (parsed.ok) return null
  switch (parsed.problem) {
    case 'too_fine':
      return t('balance.amount_too_fine', { n: rules.places })
    case 'not_a_number':
      return t('balance.amount_not_a_number', { example: examples[rules.language] })
    default:
      return t(`balance.amount_${parsed.problem}`)
  }
}

/** The amount of a field that has been checked. */
export function checkedAmount(text: string, rules: AmountRules): string {
  const parsed = parseAmount(text, rules)
  if (!parsed.ok) throw new Error(`an amount was used before it was checked: ${parsed.problem}`)
  return parsed.amount
}
