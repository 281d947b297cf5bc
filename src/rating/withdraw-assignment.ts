import type { Principal } from '../companies/index.ts'
import type { PricesInstead } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import {
  type AssignmentPlace,
  type AssignmentRow,
  askForRerating,
  assignmentNotFound,
  lockAssignment,
  setEnd,
} from './assignment-rows.ts'
import { notePriceChange } from './note-price-change.ts'
import type { PriceListDeps } from './rating-deps.ts'

/**
 * Takes back an assignment that has not begun. Before a company's first prices nothing is missing, so that one of them goes
 * as it is; any other leaves its time without prices, unless the one before it goes on (decision 0010).
 */
export async function deleteAssignment(
  { records, clock }: PriceListDeps,
  caller: Principal,
  asked: AssignmentPlace & { readonly instead: PricesInstead | undefined },
): Promise<Result<void, Failure<'not_found' | 'assignment_in_force' | 'leaves_gap'>>> {
  const { companyId: sellerId } = caller
  return await records.withCompany(sellerId, async (db) => {
    const found = await lockAssignment(db, sellerId, asked)
    if (!found) return assignmentNotFound
    const { row, all } = found
    const begun = row.valid_from.getTime()
    if (begun <= clock())
      return fail('assignment_in_force', 'It has begun, and charges follow from it: set its end instead.')
    const previous = all.findLast(({ valid_from }) => valid_from < row.valid_from)
    if (previous && asked.instead === undefined) return leavesGap(row, previous)
    await db.deleteFrom('price_assignments').where('id', '=', row.id).execute()
    const goesOn = previous && asked.instead === 'previous' ? previous : null
    if (goesOn) await setEnd(db, goesOn.id, row.valid_to?.getTime() ?? null)
    const fromMs = Math.min(begun, goesOn?.valid_to?.getTime() ?? begun)
    await askForRerating(db, { sellerId, companyId: row.company_id, fromMs, nowMs: clock() })
    await notePriceChange(db, caller, {
      act: 'price_list.withdrawn',
      listId: row.list_id,
      before: { company_id: row.company_id, version: row.number, from: row.valid_from, to: row.valid_to },
      after: asked.instead === undefined ? null : { instead: asked.instead },
      nowMs: clock(),
    })
    return ok(undefined)
  })
}

function leavesGap(
  row: AssignmentRow,
  previous: AssignmentRow,
): { readonly ok: false; readonly failure: Failure<'leaves_gap'> } {
  const from = row.valid_from.toISOString()
  const time = row.valid_to === null ? `From ${from} on` : `From ${from} to ${row.valid_to.toISOString()}`
  return fail(
    'leaves_gap',
    `${time} nothing would be in force for the company, and its messages would have no price. Say instead=previous ` +
      `to have the assignment before it (since ${previous.valid_from.toISOString()}) go on, or instead=nothing.`,
  )
}
