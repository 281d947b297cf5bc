import { type Database, type Kysely, type RawBuilder, sql } from '../../records/index.ts'

/**
 * Companies below one, as rows of (id, depth from 1). Read by its caller as the system, as no company sees another's rows.
 * Ends at a depth that the records themselves do not allow.
 */
export function companiesBelow(companyId: string): RawBuilder<unknown> {
  return sql`(with recursive below as (
    select id, 1 as depth from companies where parent_id = ${companyId}::uuid
    union all
    select c.id, b.depth + 1 from companies c join below b on c.parent_id = b.id where b.depth < 100
  ) select id, depth from below)`
}

/** Likewise below several, given as rows of (id, role): rows of (id, role, depth), the same company once for each of them above it. */
export function companiesBelowAll(above: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with recursive down as (
    select c.id, a.role, 1 as depth from companies c join (${above}) a on c.parent_id = a.id
    union all
    select c.id, b.role, b.depth + 1 from companies c join down b on c.parent_id = b.id where b.depth < 100
  ) select id, role, depth from down)`
}

/** How many companies lie above one. */
export async function companiesAbove(db: Kysely<Database>, companyId: string): Promise<number> {
  const { rows } = await sql<{ depth: number }>`
    select count(*)::integer as depth from companies_above(${companyId}::uuid)`.execute(db)
  return rows[0]?.depth ?? 0
}

/**
 * Small letters of every script: the records' own order of characters is that of bytes, and knows small letters of English
 * only. Compared by bytes again, so that a page follows the other in any installation.
 */
export function smallLetters(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`lower(${text} collate "und-x-icu") collate "C"`
}

/** The number that a company `c` with details `d` is known by: of VAT, of taxes, of the register. */
export const taxNumber = sql<string | null>`coalesce(d.details->>'vat_number', d.details->>'tax_number',
  d.details->>'registration_number')`

/**
 * Whether a company `c` with details `d` fits what somebody types: part of its names, of one of its numbers however they are
 * spaced, or the beginning of its id.
 */
export function fitsSearch(search: string | undefined): RawBuilder<boolean> {
  const text = search?.trim().toLowerCase() ?? ''
  if (text === '') return sql<boolean>`true`
  const plain = text.replaceAll(/[^\p{L}\p{N}]/gu, '')
  const isNumber = plain.length >= minNumberSearch
  return sql<boolean>`(strpos(${smallLetters(sql`c.name`)}, ${text}) > 0
    or strpos(${smallLetters(sql`coalesce(d.details->>'legal_name', '')`)}, ${text}) > 0
    or starts_with(c.id::text, ${text})
    or (${isNumber} and exists (
      select from unnest(array[d.details->>'vat_number', d.details->>'tax_number', d.details->>'registration_number']) number
      where strpos(lower(regexp_replace(number, '[^[:alnum:]]', '', 'g')), ${plain}) > 0)))`
}

/** Fewer characters fit nearly every number. */
const minNumberSearch = 3
