import type { CompanyTables } from '../../facts/index.ts'
import { callsWithCharges } from '../calls/calls-with-charges.ts'

/** Where questions read. Calls have their charges beside them only where these are asked for. */
export type FactTable = 'messages' | 'chats' | 'calls' | 'charged_calls'

export function tableOf(from: CompanyTables, table: FactTable): string {
  return table === 'charged_calls' ? callsWithCharges(from) : from[table]
}
