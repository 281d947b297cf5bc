import { type ApiMoney, fromApiMoney, ok, type Result, toApiMoney } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { ItemsFailure } from '../items/plan-items.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { planSelection } from '../plan/selection.ts'
import type { PayerQuery } from './payer-charges.ts'

export interface ChatAuthorCharge {
  /** `customer`, `operator` or `bot`. */
  readonly author: string
  /** Whose charge: the company's own, or what the payer above pays for the same messages. */
  readonly side: 'own' | 'payer'
  readonly amount: ApiMoney
}

/** What messages of chats cost the company, and the payer above it, by author and currency; only what is charged. */
export async function chatAuthorCharges(
  facts: CompanyFacts,
  { payerId, ...asked }: PayerQuery,
  context: PlanContext,
): Promise<Result<readonly ChatAuthorCharge[], ItemsFailure>> {
  const inZone = fromApiPeriod(asked, context.company.time_zone)
  if (!inZone.ok) return inZone
  const { period, zone } = inZone.value
  const selection = planSelection({ period, zone, filters: {}, ...context })
  if (!selection.ok) return selection
  const { where } = selection.value
  const { rows } = await facts.query<{ author: string; side: string; currency: string; amount: string }>({
    sql: (from) => `SELECT author, tupleElement(paid, 1) AS side, tupleElement(paid, 2) AS currency,
  toString(sum(tupleElement(paid, 3))) AS amount
FROM (
  SELECT toString(kind) AS author, arrayJoin(arrayConcat(
    arrayFilter(each -> charge_state = 'charged', [tuple('own', toString(charge_currency), charge)]),
    arrayMap(each -> tuple('payer', toString(tupleElement(each, 'currency')), tupleElement(each, 'amount')),
      arrayFilter(each -> tupleElement(each, 'payer') = {payer:UUID} AND tupleElement(each, 'state') = 'charged', upper)))) AS paid
  FROM ${from.chatCharges}
  WHERE ${where.sql}
)
GROUP BY author, side, currency
ORDER BY author, side, currency`,
    params: { ...where.params, payer: payerId },
  })
  return ok(
    rows.map(({ author, side, currency, amount }) => {
      const money = fromApiMoney({ amount, currency })
      if (!money.ok) throw new Error(`a charge that is no money: ${amount} ${currency}`)
      return { author, side: side === 'own' ? 'own' : 'payer', amount: toApiMoney(money.value) }
    }),
  )
}
