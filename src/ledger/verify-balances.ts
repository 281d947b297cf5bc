import { type Database, type Kysely, sql } from '../records/index.ts'
import type { LedgerDeps } from './ledger-records.ts'

/** Where the ledger is not what its own rows say it should be. */
export type DriftKind =
  /** The stored balance of an account is not the sum of its entries. */
  | 'balance'
  /** The balance after an entry is not the one before it and its amount, or a number is missing. */
  | 'chain'
  /** The stored sum of what is held is not that of the open authorizations. */
  | 'held'
  /** The entries of a transfer do not sum to zero, or there are none. */
  | 'transfer'
  /** What a pass recorded for a company is not what its transfer says. */
  | 'usage_posting'

export interface Drift {
  readonly kind: DriftKind
  readonly companyId: string
  /** The account or transfer at fault. */
  readonly id: string
  /** Of the entry, for a chain. */
  readonly number: bigint | null
  readonly storedMicros: bigint
  readonly expectedMicros: bigint
}

export interface VerifyOptions {
  /** From the first entry on, whatever was proven before. */
  readonly isFull?: boolean
  /** Told after each piece. */
  readonly onProgress?: (companies: number) => void
}

/** Companies of one statement. */
const companiesOfPage = 200
/** Of one statement: who has more has seen enough. */
const maxDriftsOfCheck = 100
const firstUuid = '00000000-0000-0000-0000-000000000000'

/**
 * Recomputes everything that is stored beside its parts. Each check of some companies is one statement and so on one
 * snapshot: postings may go on meanwhile. How far an account was found sound is kept, and the next verification reads only
 * what came since: entries never change. A full one looks at all of them again.
 */
export async function verifyBalances(
  { records, clock }: Pick<LedgerDeps, 'records' | 'clock'>,
  { isFull = false, onProgress = () => undefined }: VerifyOptions = {},
): Promise<readonly Drift[]> {
  const db = records.system
  const drifts: Drift[] = []
  let done = 0
  for (let after = firstUuid; ; ) {
    const companies = await db
      .selectFrom('accounts')
      .select('company_id')
      .distinct()
      .where('company_id', '>', after)
      .orderBy('company_id')
      .limit(companiesOfPage)
      .execute()
    const page = { ids: companies.map(({ company_id }) => company_id), isFull }
    const ends = await readEnds(db, page.ids)
    const found: Drift[] = []
    for (const check of checks) found.push(...(await runCheck(db, check, page)))
    await noteProven(db, ends, new Set(found.map(({ companyId }) => companyId)), clock())
    drifts.push(...found)
    done += companies.length
    onProgress(done)
    const last = companies.at(-1)
    if (companies.length < companiesOfPage || !last) return drifts
    after = last.company_id
  }
}

interface AccountEnd {
  readonly id: string
  readonly company_id: string
  readonly entry_count: string
}

/** Up to which entries the checks that follow look at least. */
function readEnds(db: Kysely<Database>, companyIds: readonly string[]): Promise<readonly AccountEnd[]> {
  return db
    .selectFrom('accounts')
    .select(['id', 'company_id', 'entry_count'])
    .where('company_id', 'in', companyIds.length === 0 ? [firstUuid] : companyIds)
    .where('entry_count', '>', '0')
    .execute()
}

/** Of two verifications at once the one that came further counts. */
async function noteProven(
  db: Kysely<Database>,
  ends: readonly AccountEnd[],
  unsound: ReadonlySet<string>,
  nowMs: number,
): Promise<void> {
  const sound = ends.filter(({ company_id }) => !unsound.has(company_id))
  await sql`
    insert into proven_accounts (account_id, number, balance_micros, proven_at)
    select e.account_id, e.number, e.balance_after_micros, ${new Date(nowMs)}::timestamptz
    from unnest(${sound.map(({ id }) => id)}::uuid[], ${sound.map(({ entry_count }) => entry_count)}::bigint[]) s (id, number)
    join entries e on e.account_id = s.id and e.number = s.number
    on conflict (account_id) do update
      set number = excluded.number, balance_micros = excluded.balance_micros, proven_at = excluded.proven_at
      where proven_accounts.number < excluded.number`.execute(db)
}

interface CheckedPage {
  readonly ids: readonly string[]
  readonly isFull: boolean
}

interface Check {
  readonly kind: DriftKind
  /** Rows of `company_id`, `id`, `number`, `stored`, `expected`. */
  readonly drifts: (page: CheckedPage) => ReturnType<typeof sql>
}

/** Accounts of the page, each with the number and the balance up to which it is proven: 0 and 0 where it is not. */
function checkedAccounts({ ids, isFull }: CheckedPage): ReturnType<typeof sql> {
  return sql`(
    select a.*, coalesce(p.number, 0) as proven, coalesce(p.balance_micros, 0) as proven_micros
    from accounts a left join proven_accounts p on p.account_id = a.id and not ${isFull}::boolean
    where a.company_id = any(${ids}::uuid[]))`
}

/** Transfers with an entry that is not proven; in a full verification all, also those that have no entry. */
function checkedTransfers(page: CheckedPage): ReturnType<typeof sql> {
  if (page.isFull) return sql`(select t.* from transfers t where t.company_id = any(${page.ids}::uuid[]))`
  return sql`(
    select t.* from transfers t where t.id in (
      select e.transfer_id from ${checkedAccounts(page)} a join entries e on e.account_id = a.id and e.number > a.proven))`
}

const checks: readonly Check[] = [
  {
    kind: 'balance',
    drifts: (page) => sql`
      select a.company_id, a.id, null::bigint as number, a.balance_micros as stored,
        a.proven_micros + coalesce(sum(e.amount_micros), 0) as expected
      from ${checkedAccounts(page)} a left join entries e on e.account_id = a.id and e.number > a.proven
      group by a.company_id, a.id, a.balance_micros, a.proven_micros, a.proven, a.entry_count
      having a.balance_micros <> a.proven_micros + coalesce(sum(e.amount_micros), 0)
        or a.entry_count <> a.proven + count(e.account_id)`,
  },
  {
    // The proven entry comes first: it must still be what it was.
    kind: 'chain',
    drifts: (page) => sql`
      select company_id, account_id as id, number, balance_after_micros as stored, expected
      from (
        select a.company_id, e.account_id, e.number, e.balance_after_micros, e.at,
          case when e.number = a.proven then a.proven_micros
            else lag(e.balance_after_micros, 1, 0::bigint) over chain + e.amount_micros end as expected,
          case when e.number = a.proven then a.proven else lag(e.number, 1, 0::bigint) over chain + 1 end as expected_number,
          lag(e.at, 1, '-infinity'::timestamptz) over chain as at_before
        from ${checkedAccounts(page)} a join entries e on e.account_id = a.id and e.number >= a.proven
        window chain as (partition by e.account_id order by e.number)) chained
      where balance_after_micros <> expected or number <> expected_number or at < at_before`,
  },
  {
    kind: 'held',
    drifts: ({ ids }) => sql`
      select a.company_id, a.id, null::bigint as number, a.held_micros as stored, coalesce(h.held, 0) as expected
      from accounts a
      left join (select account_id, sum(amount_micros) as held from authorizations
        where company_id = any(${ids}::uuid[]) and ended_at is null group by account_id) h on h.account_id = a.id
      where a.company_id = any(${ids}::uuid[]) and a.held_micros <> coalesce(h.held, 0)`,
  },
  {
    kind: 'transfer',
    drifts: (page) => sql`
      select t.company_id, t.id, null::bigint as number, coalesce(sum(e.amount_micros), 0) as stored, 0 as expected
      from ${checkedTransfers(page)} t left join entries e on e.transfer_id = t.id
      group by t.company_id, t.id having coalesce(sum(e.amount_micros), 0) <> 0 or count(e.transfer_id) < 2`,
  },
  {
    kind: 'usage_posting',
    drifts: (page) => sql`
      select t.company_id, t.id, null::bigint as number, -e.amount_micros as stored, coalesce(p.amount_micros, 0) as expected
      from ${checkedTransfers(page)} t
      join accounts a on a.company_id = t.company_id and a.kind = 'balance'
      join entries e on e.transfer_id = t.id and e.account_id = a.id
      left join usage_postings p on p.transfer_id = t.id
        and p.pass_id = t.usage_pass_id and p.company_id = t.company_id and p.currency = t.currency
      where t.kind = 'usage'
        and (p.amount_micros is distinct from -e.amount_micros or p.charges is distinct from t.charges)`,
  },
]

async function runCheck(db: Kysely<Database>, check: Check, page: CheckedPage): Promise<readonly Drift[]> {
  const { rows } = await sql<{
    company_id: string
    id: string
    number: string | null
    stored: string
    expected: string
  }>`
    select company_id, id, number, stored, expected from (${check.drifts(page)}) d order by company_id, id, number limit ${maxDriftsOfCheck}`.execute(
    db,
  )
  return rows.map((row) => ({
    kind: check.kind,
    companyId: row.company_id,
    id: row.id,
    number: row.number === null ? null : BigInt(row.number),
    storedMicros: BigInt(row.stored),
    expectedMicros: BigInt(row.expected),
  }))
}
