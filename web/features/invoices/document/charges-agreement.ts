import { minorDigitsOf, roundToMinor } from '../../../../src/core/minor-unit.ts'
import { type ApiMoney, fromApiMoney } from '../../../../src/core/money.ts'

/** Whether the charges behind a line come to it: to the last micro-unit, when rounded to what is paid in, or not at all. */
export type ChargesAgreement = 'exactly' | 'rounded' | 'differs'

/**
 * @param total of all charges of the line, before rounding
 * @param net of the line, as it stands on the document
 */
export function chargesAgreement(total: ApiMoney, net: ApiMoney): ChargesAgreement {
  const [charged, written] = [microsOf(total), microsOf(net)]
  if (charged === undefined || written === undefined || total.currency !== net.currency) return 'differs'
  if (charged === written) return 'exactly'
  return roundToMinor(charged, minorDigitsOf(net.currency)) === written ? 'rounded' : 'differs'
}

function microsOf(money: ApiMoney): bigint | undefined {
  const parsed = fromApiMoney(money)
  return parsed.ok ? parsed.value.amountMicros : undefined
}
