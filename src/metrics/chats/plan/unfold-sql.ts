export type Unfolded = 'turn' | 'cycle' | 'handling' | 'message' | 'written' | 'survey' | 'stint' | 'wait'

/** A column that every item of the arrays has. */
const mainColumns: Readonly<Record<Unfolded, string>> = {
  turn: 'turn_ms',
  cycle: 'cycle_ms',
  handling: 'handling_ms',
  message: 'message_at',
  written: 'written_messages',
  survey: 'survey_score',
  stint: 'stint_from',
  wait: 'wait_from',
}

/**
 * ARRAY JOIN of exactly the arrays that a text names; in it their names stand for single items. `place`, where it is named, is an item's
 * place in its chat, from 1.
 */
export function unfolding(arrays: Unfolded | null, text: string): readonly string[] {
  if (arrays === null) return []
  const main = mainColumns[arrays]
  const named = new Set(text.match(new RegExp(`\\b${arrays}_\\w+`, 'g')))
  named.add(main)
  const place = /\bplace\b/.test(text) ? [`arrayEnumerate(${main}) AS place`] : []
  return [`ARRAY JOIN ${[...named, ...place].join(', ')}`]
}
