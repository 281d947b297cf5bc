import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishMoney } from '../en/english-money.ts'
import { balance } from './balance.ts'
import { details } from './details.ts'
import { detailsFaults } from './details-faults.ts'
import { moneyProblems } from './money-problems.ts'
import { transactions } from './transactions.ts'

/** The words of the pages of money in Russian: fetched when one of them is. */
export const russianMoney: Pick<CatalogueIn<'ru'>, keyof typeof englishMoney> = {
  balance,
  details,
  details_faults: detailsFaults,
  money_problems: moneyProblems,
  transactions,
}
