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

/** Companies of one statement. */
const companiesOfPage = 200
/** Of one statement: who has more has seen enough. */
const maxDriftsOfCheck = 100

/**
 * Recomputes everything that is stored beside its parts. Each check of some companies is one statement and so on one
 * snapshot: postings may go on meanwhile.
 */
export async function verifyBalances({ records }: Pick<LedgerDeps, 'records'>): Promise<readonly Drift[]> {
  const drifts: Drift[] = []
  for (let after = firstUuid; ; ) {
    const companies = await records.system
      .selectFrom('accounts')
      .select('company_id')
      .distinct()
      .where('company_id', '>', after)
      .orderBy('company_id')
      .limit(companiesOfPage)
      .execute()
    const ids = companies.map(({ company_id }) => company_id)
    for (const check of checks) drifts.push(...(await runCheck(records.system, check, ids)))
    const last = companies.at(-1)
    if (companies.length < companiesOfPage || !last) return drifts
    after = last.company_id
  }
}

const firstUuid = '00000000-0000-0000-0000-000000000000'

interface Check {
  readonly kind: DriftKind
  /** Rows of `company_id`, `id`, `number`, `stored`, `expected`. */
  readonly drifts: (companyIds: readonly string[]) => ReturnType<typeof sql>
}

const checks: readonly Check[] = [
  {
    kind: 'balance',
    drifts: (companyIds) => sql`
      select a.company_id, a.id, null::bigint as number, a.balance_micros as stored, coalesce(sum(e.amount_micros), 0) as expected
      from accounts a left join entries e on e.account_id = a.id
      where a.company_id = any(${companyIds}::uuid[])
      group by a.id
      having a.balance_micros <> coalesce(sum(e.amount_micros), 0) or a.entry_count <> count(e.account_id)`,
  },
  {
    kind: 'chain',
    drifts: (companyIds) => sql`
      select company_id, account_id as id, number, balance_after_micros as stored, before + amount_micros as expected
      from (
        select a.company_id, e.account_id, e.number, e.balance_after_micros, e.amount_micros, e.at,
          lag(e.balance_after_micros, 1, 0::bigint) over chain as before, lag(e.number, 1, 0::bigint) over chain as number_before,
          lag(e.at, 1, '-infinity'::timestamptz) over chain as at_before
        from entries e join accounts a on a.id = e.account_id
        where a.company_id = any(${companyIds}::uuid[])
        window chain as (partition by e.account_id order by e.number)) chained
      where balance_after_micros <> before + amount_micros or number <> number_before + 1 or at < at_before`,
  },
  {
    kind: 'held',
    drifts: (companyIds) => sql`
      select a.company_id, a.id, null::bigint as number, a.held_micros as stored, coalesce(h.held, 0) as expected
      from accounts a
      left join (select account_id, sum(amount_micros) as held from authorizations
        where company_id = any(${companyIds}::uuid[]) and ended_at is null group by account_id) h on h.account_id = a.id
      where a.company_id = any(${companyIds}::uuid[]) and a.held_micros <> coalesce(h.held, 0)`,
  },
  {
    kind: 'transfer',
    drifts: (companyIds) => sql`
      select t.company_id, t.id, null::bigint as number, coalesce(sum(e.amount_micros), 0) as stored, 0 as expected
      from transfers t left join entries e on e.transfer_id = t.id
      where t.company_id = any(${companyIds}::uuid[])
      group by t.id having coalesce(sum(e.amount_micros), 0) <> 0 or count(e.transfer_id) < 2`,
  },
  {
    kind: 'usage_posting',
    drifts: (companyIds) => sql`
      select t.company_id, t.id, null::bigint as number, -e.amount_micros as stored, coalesce(p.amount_micros, 0) as expected
      from transfers t
      join accounts a on a.company_id = t.company_id and a.kind = 'balance'
      join entries e on e.transfer_id = t.id and e.account_id = a.id
      left join usage_postings p on p.transfer_id = t.id
      where t.company_id = any(${companyIds}::uuid[]) and t.kind = 'usage'
        and (p.amount_micros is distinct from -e.amount_micros or p.charges is distinct from t.charges)`,
  },
]

async function runCheck(
  db: Kysely<Database>,
  check: Check,
  companyIds: readonly string[],
): Promise<readonly Drift[]> {
  const { rows } = await sql<{
    company_id: string
    id: string
    number: string | null
    stored: string
    expected: string
  }>`
    select company_id, id, number, stored, expected from (${check.drifts(companyIds)}) d order by company_id, id, number limit ${maxDriftsOfCheck}`.execute(
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
