import { allow, type Principal } from '../companies/index.ts'
import {
  chargeOnSchema,
  type PriceList,
  type PriceListDraft,
  type PriceListVersionDetail,
} from '../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../core/index.ts'
import type { Database, Kysely } from '../records/index.ts'
import { toApiRate } from './compiled-rate.ts'
import { type FaultyRate, faultsOfRates } from './faults-of-rates.ts'
import { notePriceChange } from './note-price-change.ts'
import { listNotFound, toApiVersion } from './price-lists.ts'
import { prefixDigits } from './rate-book.ts'
import { copyRates, insertRates, readRates } from './rate-rows.ts'
import type { PriceListDeps } from './rating-deps.ts'

/** Versions that a list may have; the table says the same. */
const maxVersions = 1_000

type Version = PriceList['versions'][number]
type Denied = Failure<'forbidden' | 'not_found'>
/** Some rates of a draft cannot be kept, so none was. */
export interface RatesRefused extends Failure<'rates_refused'> {
  readonly refused: readonly FaultyRate[]
}

export interface Versions {
  version(caller: Principal, listId: string, number: number): Promise<Result<PriceListVersionDetail, Denied>>
  /** A new draft: empty, or a copy of another version. */
  createVersion(
    caller: Principal,
    listId: string,
    copyOf: number | null,
  ): Promise<Result<Version, Denied | Failure<'conflict'>>>
  /** Puts other rates into a draft, all of them or none. */
  replaceDraft(
    caller: Principal,
    listId: string,
    number: number,
    draft: { readonly charge_on?: PriceListDraft['charge_on']; readonly rates: PriceListDraft['rates'] },
  ): Promise<Result<Version, Denied | Failure<'version_published'> | RatesRefused>>
  /** From then on nothing of the version changes. */
  publishVersion(
    caller: Principal,
    listId: string,
    number: number,
  ): Promise<Result<Version, Denied | Failure<'version_published' | 'empty_version'>>>
}

const versionNotFound = fail('not_found', 'There is no such version of this price list.')
const published = fail(
  'version_published',
  'A published version never changes: make a new version, which may begin as a copy of it.',
)

export function createVersions(deps: PriceListDeps): Versions {
  const { records } = deps
  return {
    async version(caller, listId, number) {
      const allowed = allow(caller, 'billing:read')
      if (!allowed.ok) return allowed
      return await records.withCompany(caller.companyId, async (db) => {
        const row = await findVersion(db, { sellerId: caller.companyId, listId, number })
        if (!row) return versionNotFound
        const { rates: _count, ...version } = toApiVersion(row)
        const rates = await readRates(db, row.id)
        return ok({
          ...version,
          charge_on: chargeOnSchema.parse(row.charge_on),
          rates: rates.map(toApiRate),
        })
      })
    },

    async createVersion(caller, listId, copyOf) {
      const allowed = allow(caller, 'billing:manage')
      return allowed.ok ? await insertVersion(deps, caller, listId, copyOf) : allowed
    },

    async replaceDraft(caller, listId, number, draft) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      const refused = faultsOfRates(draft.rates)
      const [first] = refused
      if (first) return { ok: false, failure: { code: 'rates_refused', detail: first.detail, refused } }
      return await records.withCompany(caller.companyId, async (db) => {
        const row = await lockVersion(db, { sellerId: caller.companyId, listId, number })
        if (!row) return versionNotFound
        if (row.state === 'published') return published
        await db.deleteFrom('price_rates').where('version_id', '=', row.id).execute()
        await insertRates(db, row.id, draft.rates)
        const changed = await db
          .updateTable('price_list_versions')
          .set({
            rate_count: draft.rates.length,
            prefix_lengths: prefixDigits(draft.rates),
            ...(draft.charge_on === undefined ? {} : { charge_on: JSON.stringify(draft.charge_on) }),
          })
          .where('id', '=', row.id)
          .returning(versionColumns)
          .executeTakeFirstOrThrow()
        await notePriceChange(db, caller, {
          act: 'price_list.draft_changed',
          listId,
          before: audited(row),
          after: audited(changed),
          nowMs: deps.clock(),
        })
        return ok(toApiVersion(changed))
      })
    },

    async publishVersion(caller, listId, number) {
      const allowed = allow(caller, 'billing:manage')
      if (!allowed.ok) return allowed
      return await records.withCompany(caller.companyId, async (db) => {
        const row = await lockVersion(db, { sellerId: caller.companyId, listId, number })
        if (!row) return versionNotFound
        if (row.state === 'published') return published
        if (row.rate_count === 0)
          return fail('empty_version', 'The version has no rates: under it every message would be unrated.')
        const changed = await db
          .updateTable('price_list_versions')
          .set({ state: 'published', published_at: new Date(deps.clock()) })
          .where('id', '=', row.id)
          .returning(versionColumns)
          .executeTakeFirstOrThrow()
        await notePriceChange(db, caller, {
          act: 'price_list.version_published',
          listId,
          after: audited(changed),
          nowMs: deps.clock(),
        })
        return ok(toApiVersion(changed))
      })
    },
  }
}

/** Rates may be many thousands: how many there are is told, and which are they says the version itself. */
function audited({ number, state, rate_count, charge_on }: VersionRow) {
  return { version: number, state, rates: rate_count, charge_on }
}

type VersionRow = NonNullable<Awaited<ReturnType<typeof findVersion>>>

interface VersionPlace {
  readonly sellerId: string
  readonly listId: string
  readonly number: number
}

const versionColumns = [
  'id',
  'number',
  'state',
  'rate_count',
  'prefix_lengths',
  'charge_on',
  'created_at',
  'published_at',
] as const

function selectVersion(db: Kysely<Database>, { sellerId, listId, number }: VersionPlace) {
  return db
    .selectFrom('price_list_versions')
    .select(versionColumns)
    .where('list_id', '=', listId)
    .where('number', '=', number)
    .where('seller_id', '=', sellerId)
}

export async function findVersion(db: Kysely<Database>, place: VersionPlace) {
  return isUuid(place.listId) ? await selectVersion(db, place).executeTakeFirst() : undefined
}

/** The row, which nobody else changes until the end of the transaction. */
async function lockVersion(db: Kysely<Database>, place: VersionPlace) {
  return isUuid(place.listId) ? await selectVersion(db, place).forUpdate().executeTakeFirst() : undefined
}

async function insertVersion(
  { records, clock }: PriceListDeps,
  caller: Principal,
  listId: string,
  copyOf: number | null,
): Promise<Result<Version, Failure<'not_found' | 'conflict'>>> {
  if (!isUuid(listId)) return listNotFound
  const { companyId: sellerId } = caller
  return await records.withCompany(sellerId, async (db) => {
    // Two versions made at once must not take the same number.
    const list = await db
      .selectFrom('price_lists')
      .select('id')
      .where('id', '=', listId)
      .where('seller_id', '=', sellerId)
      .forUpdate()
      .executeTakeFirst()
    if (!list) return listNotFound
    const source = copyOf === null ? null : await findVersion(db, { sellerId, listId, number: copyOf })
    if (source === undefined) return versionNotFound
    const { last } = await db
      .selectFrom('price_list_versions')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('list_id', '=', listId)
      .executeTakeFirstOrThrow()
    const number = (last ?? 0) + 1
    if (number > maxVersions)
      return fail('conflict', `A price list may have ${maxVersions} versions: make another list.`)
    const row = await db
      .insertInto('price_list_versions')
      .values({
        list_id: listId,
        seller_id: sellerId,
        number,
        created_at: new Date(clock()),
        ...(source === null
          ? {}
          : {
              charge_on: JSON.stringify(source.charge_on),
              rate_count: source.rate_count,
              prefix_lengths: source.prefix_lengths,
            }),
      })
      .returning(versionColumns)
      .executeTakeFirstOrThrow()
    if (source !== null) await copyRates(db, source.id, row.id)
    await notePriceChange(db, caller, {
      act: 'price_list.version_created',
      listId,
      after: { ...audited(row), copy_of: copyOf },
      nowMs: clock(),
    })
    return ok(toApiVersion(row))
  })
}
