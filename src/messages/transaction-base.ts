import type { Translate } from './translate.ts'

/** Why the balance moved, in words: what was entered, and for usage how many charges it sums. */
export function transactionBase(
  t: Translate,
  transaction: { readonly base: string; readonly charges: number | null },
): string {
  return transaction.charges === null
    ? transaction.base
    : t('transactions.usage_base', { n: transaction.charges })
}
