/** How banks write that money came in or went out, in a column beside an unsigned amount. */
const credits = new Set(
  'c cr crdt credit h haben gutschrift + кредит кт приход поступление зачисление'.split(' '),
)
const debits = new Set('d dr dbit debit s soll lastschrift - дебет дт расход списание'.split(' '))

/** 1 for a credit, −1 for a debit; null for a word that says neither. */
export function signOfWord(word: string): 1n | -1n | null {
  const plain = word.trim().toLowerCase().replace(/\.$/, '')
  if (credits.has(plain)) return 1n
  return debits.has(plain) ? -1n : null
}
