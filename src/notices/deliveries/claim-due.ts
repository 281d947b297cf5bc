import { randomUUID } from 'node:crypto'
import type { DeliveryKind } from '../../contract/index.ts'
import { type Records, sql } from '../../records/index.ts'

/** A delivery that this process may send until the lease ends. */
export interface Claim {
  readonly deliveryId: string
  readonly lease: string
}

export interface ClaimRules {
  readonly kind: DeliveryKind
  /** At most so many now. */
  readonly free: number
  /** Under way at once to one endpoint; e-mails: of one company. All processes are counted. */
  readonly perTarget: number
  /** Under way at once of one company, likewise. */
  readonly perCompany: number
}

/**
 * Longer than any attempt takes. Whoever holds a delivery longer is taken for dead: it is sent again, under the same id, and
 * what the dead one says of it later is not heard.
 */
export const leaseMs = 120_000

/**
 * Takes deliveries that are due, those first that have waited longest. Looks at each target by itself, a few index rows each: the
 * backlog of one is neither read nor in the way of others. Of processes that choose in the same instant none waits for another,
 * and each counts what the others hold as of before; so a bound may be passed for that instant.
 */
export async function claimDue(
  { system }: Pick<Records, 'system'>,
  { kind, free, perTarget, perCompany }: ClaimRules,
  nowMs: number,
): Promise<readonly Claim[]> {
  if (free <= 0) return []
  const now = new Date(nowMs)
  const lease = randomUUID()
  const { rows } = await sql<{ id: string }>`
    with recursive targets (target) as (
      (select target from deliveries where kind = ${kind} and state = 'waiting' order by target limit 1)
      union all
      select (select d.target from deliveries d where d.kind = ${kind} and d.state = 'waiting' and d.target > t.target
        order by d.target limit 1)
      from targets t where t.target is not null),
    leased as (
      select company_id, target from deliveries where kind = ${kind} and lease is not null and leased_until > ${now}),
    due as (
      select d.id, d.company_id, d.next_at from targets t cross join lateral (
        select w.id, w.company_id, w.next_at from deliveries w
        where w.kind = ${kind} and w.state = 'waiting' and w.target = t.target and w.next_at <= ${now}
          and (w.lease is null or w.leased_until <= ${now})
        order by w.next_at, w.id
        limit greatest(0, ${perTarget}::int - (select count(*) from leased l where l.target = t.target))
        for update skip locked) d
      where t.target is not null),
    chosen as (
      select id from (
        select id, next_at, row_number() over (partition by company_id order by next_at, id)
          + (select count(*) from leased l where l.company_id = due.company_id) as place
        from due) ranked
      where place <= ${perCompany}::int order by next_at, id limit ${free})
    update deliveries set lease = ${lease}, leased_until = ${new Date(nowMs + leaseMs)},
      begun_at = coalesce(begun_at, ${now})
    from chosen where deliveries.id = chosen.id returning deliveries.id`.execute(system)
  return rows.map(({ id }) => ({ deliveryId: id, lease }))
}

/** Gives a delivery back as if it had not been taken: whether it arrived is not known. */
export async function releaseClaim(
  { system }: Pick<Records, 'system'>,
  { deliveryId, lease }: Claim,
): Promise<void> {
  await system
    .updateTable('deliveries')
    .set({ lease: null, leased_until: null })
    .where('id', '=', deliveryId)
    .where('lease', '=', lease)
    .execute()
}
