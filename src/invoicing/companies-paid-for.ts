import { type Database, type Kysely, sql } from '../records/index.ts'

/** Which company depends on which, now or at any time before: rows of `id` and `parent_id`. */
const everBelow = sql`(
  select id, parent_id from companies where parent_id is not null
  union select company_id, parent_id from former_parents)`

/**
 * The payers and everybody whose traffic they pay for, or paid for before it was moved elsewhere: their charges of then stay in
 * their invoices, and what is taken back of them is theirs. More than pay for anything now, so whose an entry is says its payer.
 */
export async function idsPaidFor(
  db: Kysely<Database>,
  payerIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive paid_for as (
      select unnest(${payerIds}::uuid[]) as id
      union
      select e.id from ${everBelow} e join paid_for p on e.parent_id = p.id
    )
    select id from paid_for`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * The same for one payer: each company with the one under which it is or was, among those that buy from the payer itself. Of
 * several the one of now.
 */
export async function companiesPaidFor(
  db: Kysely<Database>,
  payerId: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const { rows } = await sql<{ id: string; direct_id: string; name: string }>`
    with recursive paid_for as (
      select ${payerId}::uuid as id, ${payerId}::uuid as direct_id
      union
      select e.id, case p.id when ${payerId}::uuid then e.id else p.direct_id end
      from ${everBelow} e join paid_for p on e.parent_id = p.id where e.id <> ${payerId}::uuid
    ), now as (
      select id, id as direct_id from companies where parent_id = ${payerId}::uuid
      union
      select c.id, n.direct_id from companies c join now n on c.parent_id = n.id
    )
    select distinct on (p.id) p.id, p.direct_id, d.name
    from paid_for p join companies d on d.id = p.direct_id left join now n on n.id = p.id and n.direct_id = p.direct_id
    order by p.id, n.id is null, p.direct_id`.execute(db)
  return new Map(rows.map(({ id, direct_id, name }) => [id, { id: direct_id, name }]))
}
