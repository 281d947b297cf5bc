import { type ApiMoney, fromApiMoney, ok, type Result, toApiMoney } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { ItemsFailure } from '../items/plan-items.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { planSelection } from '../plan/selection.ts'

/** Whose payments are asked for, and in which period of creation of the messages. */
export interface PayerQuery {
  readonly payerId: string
  readonly from: string
  readonly to: string
  readonly time_zone?: string | undefined
}

export interface PayerCharge {
  readonly channel: string
  readonly amount: ApiMoney
}

/** What a company above pays for the messages of this one, by channel and currency: of the same messages as its own spend. */
export async function payerCharges(
  facts: CompanyFacts,
  { payerId, ...asked }: PayerQuery,
  context: PlanContext,
): Promise<Result<readonly PayerCharge[], ItemsFailure>> {
  const inZone = fromApiPeriod(asked, context.company.time_zone)
  if (!inZone.ok) return inZone
  const { period, zone } = inZone.value
  const selection = planSelection({ period, zone, filters: {}, ...context })
  if (!selection.ok) return selection
  const { where } = selection.value
  const { rows } = await facts.query<{ channel: string; currency: string; amount: string }>({
    sql: (from) => `SELECT channel, tupleElement(paid, 'currency') AS currency,
  toString(sum(tupleElement(paid, 'amount'))) AS amount
FROM (
  SELECT channel, arrayJoin(arrayFilter(
    each -> tupleElement(each, 'payer') = {payer:UUID} AND tupleElement(each, 'state') = 'charged', upper)) AS paid
  FROM ${from.messages}
  WHERE ${where.sql}
)
GROUP BY channel, currency
ORDER BY channel, currency`,
    params: { ...where.params, payer: payerId },
  })
  return ok(
    rows.map(({ channel, currency, amount }) => {
      const money = fromApiMoney({ amount, currency })
      if (!money.ok) throw new Error(`a charge that is no money: ${amount} ${currency}`)
      return { channel, amount: toApiMoney(money.value) }
    }),
  )
}
