import { allow, lockCompany, type Principal, parseCurrency } from '../companies/index.ts'
import type { PriceAssignment, PriceList } from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import { type Database, errorCode, type Kysely } from '../records/index.ts'
import { readAssignments, toApiAssignment } from './assignment-rows.ts'
import { notePriceChange } from './note-price-change.ts'
import { companiesOfSeller } from './priced-companies.ts'
import type { PriceListDeps } from './rating-deps.ts'

/** Lists that a company may sell by. */
const maxLists = 1_000
const foreignKeyViolation = '23503'

export const listNotFound = fail('not_found', 'There is no such price list.')

export interface PriceLists {
  /** Lists of the caller's company, the newest first. */
  listPriceLists(caller: Principal): Promise<Result<readonly PriceList[], Failure<'forbidden'>>>
  priceList(caller: Principal, listId: string): Promise<Result<PriceList, Failure<'forbidden' | 'not_found'>>>
  createPriceList(
    caller: Principal,
    input: { readonly name: string; readonly currency: string },
  ): Promise<Result<PriceList, Failure<'forbidden' | 'invalid_currency' | 'conflict'>>>
  renamePriceList(
    caller: Principal,
    listId: string,
    name: string,
  ): Promise<Result<PriceList, Failure<'forbidden' | 'not_found'>>>
  /** Failure `price_list_in_use` when a version of it is, was or will be in force for anybody. */
  deletePriceList(
    caller: Principal,
    listId: string,
  ): Promise<Result<void, Failure<'forbidden' | 'not_found' | 'price_list_in_use'>>>
}

export function createPriceLists(deps: PriceListDeps): PriceLists {
  const { records, clock } = deps
  return {
    async listPriceLists(caller) {
      const allowed = allow(caller, 'billing:read')
      return allowed.ok ? ok(await readLists(deps, caller.companyId)) : allowed
    },

    async priceList(caller, listId) {
      const allowed = allow(caller, 'billing:read')
      return allowed.ok ? await readList(deps, caller.companyId, listId) : allowed
    },

    async createPriceList(caller, input) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      const currency = parseCurrency(input.currency)
      if (!currency.ok) return currency
      return await records.withCompany(caller.companyId, async (db) => {
        await lockCompany(db, caller.companyId)
        const { count } = await db
          .selectFrom('price_lists')
          .select(db.fn.countAll<string>().as('count'))
          .where('seller_id', '=', caller.companyId)
          .executeTakeFirstOrThrow()
        if (Number(count) >= maxLists)
          return fail('conflict', `A company may have ${maxLists} price lists: delete one first.`)
        const row = await db
          .insertInto('price_lists')
          .values({
            seller_id: caller.companyId,
            name: input.name,
            currency: currency.value,
            created_at: new Date(clock()),
          })
          .returning(listColumns)
          .executeTakeFirstOrThrow()
        await notePriceChange(db, caller, {
          act: 'price_list.created',
          listId: row.id,
          after: { name: row.name, currency: row.currency },
          nowMs: clock(),
        })
        return ok(toApiPriceList(row, [], []))
      })
    },

    async renamePriceList(caller, listId, name) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      if (!isUuid(listId)) return listNotFound
      await records.withCompany(caller.companyId, (db) => renameList(deps, db, caller, { listId, name }))
      return await readList(deps, caller.companyId, listId)
    },

    async deletePriceList(caller, listId) {
      const allowed = allow(caller, 'billing:manage')
      return allowed.ok ? await deleteList(deps, caller, listId) : allowed
    },
  }
}

const listColumns = ['id', 'name', 'currency', 'created_at'] as const

async function readList(
  deps: PriceListDeps,
  sellerId: string,
  listId: string,
): Promise<Result<PriceList, Failure<'not_found'>>> {
  if (!isUuid(listId)) return listNotFound
  const [found] = await readLists(deps, sellerId, listId)
  return found ? ok(found) : listNotFound
}

async function readLists(
  { records }: PriceListDeps,
  sellerId: string,
  listId?: string,
): Promise<readonly PriceList[]> {
  const companies = await companiesOfSeller(records, sellerId)
  const names = new Map(companies.map(({ id, name }) => [id, name]))
  return await records.withCompany(sellerId, async (db) => {
    const lists = await db
      .selectFrom('price_lists')
      .select(listColumns)
      .where('seller_id', '=', sellerId)
      .$if(listId !== undefined, (query) => query.where('id', '=', listId ?? ''))
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(maxLists)
      .execute()
    const ids = lists.map(({ id }) => id)
    if (ids.length === 0) return []
    const versions = Map.groupBy(await readVersions(db, ids), (row) => row.list_id)
    const assignments = Map.groupBy(await readAssignments(db, ids), (row) => row.list_id)
    return lists.map((list) =>
      toApiPriceList(
        list,
        versions.get(list.id) ?? [],
        (assignments.get(list.id) ?? []).map((row) => toApiAssignment(row, names.get(row.company_id) ?? '')),
      ),
    )
  })
}

async function renameList(
  { clock }: PriceListDeps,
  db: Kysely<Database>,
  caller: Principal,
  { listId, name }: { readonly listId: string; readonly name: string },
): Promise<void> {
  const before = await db
    .selectFrom('price_lists')
    .select('name')
    .where('id', '=', listId)
    .where('seller_id', '=', caller.companyId)
    .forUpdate()
    .executeTakeFirst()
  if (!before || before.name === name) return
  await db
    .updateTable('price_lists')
    .set({ name })
    .where('id', '=', listId)
    .where('seller_id', '=', caller.companyId)
    .execute()
  await notePriceChange(db, caller, {
    act: 'price_list.renamed',
    listId,
    before,
    after: { name },
    nowMs: clock(),
  })
}

async function deleteList(
  { records, clock }: PriceListDeps,
  caller: Principal,
  listId: string,
): Promise<Result<void, Failure<'not_found' | 'price_list_in_use'>>> {
  if (!isUuid(listId)) return listNotFound
  try {
    const deleted = await records.withCompany(caller.companyId, async (db) => {
      const row = await db
        .deleteFrom('price_lists')
        .where('id', '=', listId)
        .where('seller_id', '=', caller.companyId)
        .returning(['name', 'currency'])
        .executeTakeFirst()
      if (row)
        await notePriceChange(db, caller, {
          act: 'price_list.deleted',
          listId,
          listName: row.name,
          before: row,
          nowMs: clock(),
        })
      return row !== undefined
    })
    return deleted ? ok(undefined) : listNotFound
  } catch (error) {
    if (errorCode(error) !== foreignKeyViolation) throw error
    return fail(
      'price_list_in_use',
      'A version of this price list is or was in force: charges name it, so it stays. End its validity instead.',
    )
  }
}

const versionColumns = ['list_id', 'number', 'state', 'rate_count', 'created_at', 'published_at'] as const

async function readVersions(db: Kysely<Database>, listIds: readonly string[]) {
  return await db
    .selectFrom('price_list_versions')
    .select(versionColumns)
    .where('list_id', 'in', listIds)
    .orderBy('number')
    .execute()
}

type ListRow = Pick<PriceList, 'id' | 'name' | 'currency'> & { readonly created_at: Date }
type VersionRow = Awaited<ReturnType<typeof readVersions>>[number]

function toApiPriceList(
  row: ListRow,
  versions: readonly VersionRow[],
  assignments: readonly PriceAssignment[],
): PriceList {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    created_at: row.created_at.toISOString(),
    versions: versions.map(toApiVersion),
    assignments: [...assignments],
  }
}

export function toApiVersion(row: Omit<VersionRow, 'list_id'>): PriceList['versions'][number] {
  return {
    number: row.number,
    state: row.state,
    rates: row.rate_count,
    created_at: row.created_at.toISOString(),
    published_at: row.published_at?.toISOString() ?? null,
  }
}
