import { type ChatAuthor, chatAuthors } from '../../contract/index.ts'
import { type ApiMoney, fromApiMoney, ok, type Result, toApiMoney } from '../../core/index.ts'
import type { CompanyFacts } from '../../facts/index.ts'
import type { ItemsFailure } from '../items/plan-items.ts'
import { fromApiPeriod } from '../plan/period-of.ts'
import { periodConditions } from '../plan/period-sql.ts'
import type { PlanContext } from '../plan/plan-query.ts'
import { allOf } from '../plan/sql-text.ts'
import type { PayerQuery } from './payer-charges.ts'

/** Public messages of chats of one author in a period, by the moment of the message. */
export interface ChatAuthorCharges {
  readonly author: Exclude<ChatAuthor, 'system'>
  /** How many there were, charged or not. */
  readonly messages: number
  /** What the company itself pays for them, and what the payer above does; one for each currency, none where nothing is charged. */
  readonly spend: readonly ApiMoney[]
  readonly paid: readonly ApiMoney[]
}

interface ChargedRow {
  readonly author: string
  readonly side: 'spend' | 'paid'
  readonly currency: string
  readonly amount: string
}

/** Messages of a company's chats by author with what they cost it and a company above (PRODUCT N4); authors without any have zero. */
export async function chatAuthorCharges(
  facts: CompanyFacts,
  { payerId, ...asked }: PayerQuery,
  { company }: Pick<PlanContext, 'company'>,
): Promise<Result<readonly ChatAuthorCharges[], ItemsFailure>> {
  const inZone = fromApiPeriod(asked, company.time_zone)
  if (!inZone.ok) return inZone
  const { period } = inZone.value
  const said = allOf(periodConditions(period, { at: 'message_at', hour: null }))
  const charged = allOf(periodConditions(period, { at: 'created_at', hour: 'created_hour' }))
  const [counted, sums] = await Promise.all([
    facts.query<{ author: string; said: number | string }>({
      sql: (from) => `SELECT toString(message_author) AS author, count() AS said
FROM ${from.chats}
ARRAY JOIN message_at, message_author
WHERE ${said.sql}
GROUP BY author`,
      params: said.params,
    }),
    facts.query<ChargedRow>({
      sql: (from) => `SELECT author, tupleElement(charged, 1) AS side, tupleElement(charged, 2) AS currency,
  toString(sum(tupleElement(charged, 3))) AS amount
FROM (
  SELECT kind AS author, arrayJoin(arrayConcat(
    if(charge_state = 'charged', [('spend', toString(charge_currency), charge)], []),
    arrayMap(each -> ('paid', toString(tupleElement(each, 'currency')), tupleElement(each, 'amount')), arrayFilter(
      each -> tupleElement(each, 'payer') = {payer:UUID} AND tupleElement(each, 'state') = 'charged', upper)))) AS charged
  FROM ${from.chatCharges}
  WHERE ${charged.sql}
)
GROUP BY author, side, currency
ORDER BY author, side, currency`,
      params: { ...charged.params, payer: payerId },
    }),
  ])
  return ok(
    chatAuthors
      .filter((author) => author !== 'system')
      .map((author) => ({
        author,
        messages: Number(counted.rows.find((row) => row.author === author)?.said ?? 0),
        spend: moneyOf(sums.rows, author, 'spend'),
        paid: moneyOf(sums.rows, author, 'paid'),
      })),
  )
}

function moneyOf(rows: readonly ChargedRow[], author: string, side: ChargedRow['side']): readonly ApiMoney[] {
  return rows
    .filter((row) => row.author === author && row.side === side)
    .map(({ amount, currency }) => {
      const money = fromApiMoney({ amount, currency })
      if (!money.ok) throw new Error(`a charge that is no money: ${amount} ${currency}`)
      return toApiMoney(money.value)
    })
}
