import type { CompanyFacts } from '../../../facts/index.ts'
import { column, maxGroups } from '../../plan/build-query.ts'
import { askWithTotals } from '../../run/ask-with-totals.ts'
import type { EngineRow } from '../../run/from-engine-row.ts'
import type { KeyValue } from '../../run/table.ts'
import { noBand } from '../plan/chat-conditions.ts'
import { type ChatPlan, isBrief } from '../plan/chat-plan.ts'
import { chatSelects } from '../plan/chat-select.ts'
import type { ChatCells, Found } from './chat-cells.ts'

/** Asks every SELECT of a plan's metrics of items, side by side. False: one of them has too many groups. */
export async function askItems(facts: CompanyFacts, plan: ChatPlan, cells: ChatCells): Promise<boolean> {
  const answers = await Promise.all(
    chatSelects(plan).map(async (select) => ({
      select,
      ...(await askWithTotals(facts, select, 'chats', { isBrief: isBrief(plan) })),
    })),
  )
  if (answers.some(({ rows }) => rows.length > maxGroups)) return false
  for (const { select, rows, totals } of answers) {
    for (const row of rows) {
      const keys = plan.dimensions.map(({ name }, index) => keyOf(name, row[column.dimension(index)]))
      for (const [place, name] of select.measures) cells.note(keys, name, toFound(row[place]))
    }
    for (const [place, name] of select.measures) cells.noteTotal(name, totals ? toFound(totals[place]) : 0)
  }
  return true
}

type EngineValue = EngineRow[string]

/** Percentiles of nothing are kept from view by their basis. */
function toFound(value: EngineValue | undefined): Found {
  if (Array.isArray(value)) return value.map(Number)
  return Number(value ?? 0)
}

/** Starts of buckets come in seconds; no text and no band are "not known". */
export function keyOf(name: string, value: EngineValue | undefined): KeyValue {
  switch (name) {
    case 'time':
      return Number(value) * 1000
    case 'weekday':
    case 'hour':
      return Number(value)
    case 'band':
      return Number(value) === noBand ? null : Number(value)
    default:
      return value === '' || value === undefined || value === null ? null : String(value)
  }
}
