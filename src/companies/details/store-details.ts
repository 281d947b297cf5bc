import { isDeepStrictEqual } from 'node:util'
import type { CompanyDetailsPut, DetailsRole, StoredDetails } from '../../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import { addAuditEntry } from '../audit/add-audit-entry.ts'
import { callerName } from '../caller-name.ts'
import { mayBill } from '../may-bill.ts'
import { can } from '../permissions.ts'
import { allow, type Principal } from '../principal.ts'
import { checkDetails } from './check-details.ts'
import { detailsOf, readDetails, writeDetails } from './details-rows.ts'
import type { FieldFault } from './field-check.ts'

/** Which details: of the caller's company where it is not said. */
export interface AskedDetails {
  readonly role: DetailsRole
  readonly companyId?: string | undefined
}

export type DetailsFailure = Failure<'forbidden' | 'not_found' | 'details_changed'>

/** Fields that cannot be right; nothing is kept. */
export interface DetailsRefused extends Failure<'invalid_details'> {
  readonly faults: readonly FieldFault[]
}

export interface Details {
  /** For those who see the company's money or manage it, and for who sells to it. */
  details(
    caller: Principal,
    asked: AskedDetails,
  ): Promise<Result<StoredDetails, Failure<'forbidden' | 'not_found'>>>
  /**
   * A company says itself who it is, or who sells to it does; the provider is entered by who may bill the company. Failure
   * `details_changed` when `version` is not the present one. Putting what is there already changes nothing.
   */
  putDetails(
    caller: Principal,
    asked: AskedDetails,
    put: CompanyDetailsPut,
  ): Promise<Result<StoredDetails, DetailsFailure | DetailsRefused>>
}

type Target = Result<{ readonly id: string }, Failure<'forbidden' | 'not_found'>>

export function createDetails({ records, clock }: { records: Records; clock: Clock }): Details {
  return {
    async details(caller, asked) {
      return await records.asSystem(async (db) => {
        const target = await readable(db, caller, asked)
        return target.ok ? ok(await readDetails(db, target.value.id, asked.role)) : target
      })
    },

    async putDetails(caller, asked, { version, ...typed }) {
      return await records.asSystem(async (db) => {
        const target = await writable(db, caller, asked)
        if (!target.ok) return target
        const { details, faults } = checkDetails(typed)
        if (faults.length > 0)
          return { ok: false, failure: { code: 'invalid_details', detail: 'Correct these fields.', faults } }
        const companyId = target.value.id
        const before = await readDetails(db, companyId, asked.role)
        if (before.version !== version) return changedMeanwhile
        if (before.version > 0 && isDeepStrictEqual(detailsOf(before), details)) return ok(before)
        const written = await writeDetails(db, {
          companyId,
          role: asked.role,
          before,
          after: details,
          nowMs: clock(),
          changedBy: await callerName(db, caller),
          changedByUser: caller.userId ?? null,
        })
        if (!written) return changedMeanwhile
        await addAuditEntry(db, caller, {
          act: 'company.details_changed',
          companyId,
          subject: { id: companyId, name: asked.role },
          before: { ...detailsOf(before) },
          after: { ...details },
          nowMs: clock(),
        })
        return ok(await readDetails(db, companyId, asked.role))
      })
    },
  }
}

const changedMeanwhile = fail(
  'details_changed',
  'Somebody else changed the details meanwhile: read them again, put your changes in, and send them with the new version.',
)

const withoutProvider = fail(
  'not_found',
  'Only a company that depends on no other has a provider: this one buys from the company above it.',
)

async function readable(db: Kysely<Database>, caller: Principal, asked: AskedDetails): Promise<Target> {
  if (!isOwn(caller, asked)) return await mayBill(db, caller, asked.companyId ?? '')
  const allowed = allow(caller, can(caller, 'company:manage') ? 'company:manage' : 'billing:read')
  if (!allowed.ok) return allowed
  return asked.role === 'provider' ? await rootOf(db, caller) : ok({ id: caller.companyId })
}

async function writable(db: Kysely<Database>, caller: Principal, asked: AskedDetails): Promise<Target> {
  if (!isOwn(caller, asked)) return await mayBill(db, caller, asked.companyId ?? '')
  if (asked.role === 'company') {
    const allowed = allow(caller, 'company:manage')
    return allowed.ok ? ok({ id: caller.companyId }) : allowed
  }
  const billed = await mayBill(db, caller, caller.companyId)
  return billed.ok ? await rootOf(db, caller) : billed
}

function isOwn(caller: Principal, { companyId }: AskedDetails): boolean {
  return companyId === undefined || companyId === caller.companyId
}

async function rootOf(db: Kysely<Database>, { companyId }: Principal): Promise<Target> {
  const row = await db
    .selectFrom('companies')
    .select('id')
    .where('id', '=', companyId)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return row ? ok({ id: row.id }) : withoutProvider
}
