import type { Translate } from '../../../../src/messages/index.ts'
import type { RateFault } from '../draft/check-draft.ts'

const pricePlaces = 6

/** What is wrong with a row, in words that say what to write. */
export function faultText(t: Translate, { problem }: RateFault): string {
  switch (problem) {
    case 'price_missing':
      return t('prices.fault_price_missing')
    case 'price_not_a_number':
      return t('prices.fault_price_not_a_number')
    case 'price_too_fine':
      return t('balance.amount_too_fine', { n: pricePlaces })
    case 'price_too_large':
      return t('prices.fault_price_too_large')
    case 'price_negative':
    case 'price_zero':
    case 'price_not_positive':
      return t('prices.fault_price_negative')
    default:
      return t(`prices.fault_${problem}`)
  }
}
