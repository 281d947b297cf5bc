import { balance } from './balance.ts'
import { details } from './details.ts'
import { detailsFaults } from './details-faults.ts'
import { moneyProblems } from './money-problems.ts'
import { transactions } from './transactions.ts'

/** The words of the pages of money in English: fetched when one of them is. */
export const englishMoney = {
  balance,
  details,
  details_faults: detailsFaults,
  money_problems: moneyProblems,
  transactions,
} as const
