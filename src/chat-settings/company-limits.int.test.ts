import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addTestCompany,
  makeTestCompany,
  openTestCompanies,
  type TestCompanies,
} from '../../test/support/companies.ts'
import {
  maxChatCalendars,
  maxCompanyCalendarVersions,
  maxCompanyMembers,
  maxCompanyTargets,
} from '../contract/index.ts'
import { type Database, type Kysely, sql } from '../records/index.ts'
import { type ChatSettingsRoom, openChatSettings } from './open-chat-settings.ts'

const nowMs = Date.parse('2026-09-01T12:00:00Z')

let house: TestCompanies
let room: ChatSettingsRoom

beforeAll(async () => {
  house = await openTestCompanies({ clock: () => nowMs })
  room = openChatSettings({
    records: house.records,
    clock: () => nowMs,
    seenNames: async () => [],
    refoldChats: async () => undefined,
    onError: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await room.close()
  await house.close()
})

const version = { from: null, time_zone: 'Europe/Berlin', weekdays: [[], [], [], [], [], [], []], days: [] }

/** Brings calendars, targets and members of a company to their limits, beside the one of each that it has. */
async function fillUp(db: Kysely<Database>, companyId: string): Promise<void> {
  await sql`insert into chat_calendars (id, company_id, name, created_at)
    select gen_random_uuid(), ${companyId}::uuid, 'Old ' || n, now() from generate_series(1, 10) n`.execute(
    db,
  )
  await sql`insert into chat_calendar_versions (calendar_id, company_id, valid_from, time_zone, weekdays, days)
    select id, company_id, to_timestamp(n), 'UTC', '[[],[],[],[],[],[],[]]', '[]'
    from chat_calendars, generate_series(1, ${maxCompanyCalendarVersions}) n
    where company_id = ${companyId} and name <> 'Ours' order by id, n limit ${maxCompanyCalendarVersions - 1}`.execute(
    db,
  )
  await sql`insert into chat_groups (company_id, id, name) values (${companyId}, 'old', 'Old')`.execute(db)
  await sql`insert into chat_group_versions (company_id, group_id, valid_from)
    select ${companyId}::uuid, 'old', to_timestamp(n) from generate_series(1, ${maxCompanyTargets - 1}::int) n`.execute(
    db,
  )
  await sql`insert into chat_operators (company_id, id, name)
    select ${companyId}::uuid, 'o' || n, 'Old' from generate_series(1, 1000) n`.execute(db)
  await sql`insert into chat_group_members (company_id, group_id, operator_id, valid_from, valid_to)
    select ${companyId}::uuid, 'old', 'o' || 1 + n % 1000, to_timestamp(n), to_timestamp(n + 1)
    from generate_series(1, ${maxCompanyMembers - 1}::int) n`.execute(db)
}

/** The value of a change that must succeed. */
function done<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: object },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

test('a version or a member more than a company may have; those there can still be replaced', async () => {
  const full = await makeTestCompany(house.companies)
  const own = done(await room.createCalendar(full, { name: 'Ours', version }))
  done(await room.putGroup(full, { id: 'g', name: 'Ours' }))
  done(await room.putOperator(full, { id: 'o', name: 'Olga', email: null }))
  const targets = { group_id: 'g', calendar_id: null, first_target_s: null, later_target_s: 60 }
  done(await room.putGroupTargets(full, { ...targets, from: null }))
  const always = { operator_id: 'o', from: null, to: null }
  done(await room.putGroupMembers(full, { group_id: 'g', members: [always] }))
  await house.records.asSystem((db) => fillUp(db, full.companyId))

  const later = '2026-01-01T00:00:00Z'
  const tooMany = (path: string) => ({ failure: { faults: [{ path, code: 'too_many' }] } })
  expect(await room.createCalendar(full, { name: 'New', version })).toMatchObject(tooMany('name'))
  expect(await room.putCalendarVersion(full, own.id, { ...version, from: later })).toMatchObject(
    tooMany('from'),
  )
  done(await room.putCalendarVersion(full, own.id, { ...version, time_zone: 'UTC' }))
  expect(await room.putGroupTargets(full, { ...targets, from: later })).toMatchObject(tooMany('from'))
  done(await room.putGroupTargets(full, { ...targets, from: null, later_target_s: 90 }))
  const twice = [
    { ...always, to: later },
    { ...always, from: later },
  ]
  expect(await room.putGroupMembers(full, { group_id: 'g', members: twice })).toMatchObject(
    tooMany('members'),
  )
  done(await room.putGroupMembers(full, { group_id: 'g', members: [{ ...always, to: later }] }))
})

test('calendars in the archive leave room for others, and come back only where there is room', async () => {
  const companyId = await addTestCompany(house.records, { name: 'Another' })
  const owner = { ...(await makeTestCompany(house.companies)), companyId }
  const own = done(await room.createCalendar(owner, { name: 'Ours', version }))
  await house.records.asSystem((db) =>
    sql`insert into chat_calendars (id, company_id, name, created_at)
      select gen_random_uuid(), ${companyId}::uuid, 'Old ' || n, now() from generate_series(2, ${maxChatCalendars}::int) n`.execute(
      db,
    ),
  )
  const tooMany = (path: string) => ({ failure: { faults: [{ path, code: 'too_many' }] } })
  expect(await room.createCalendar(owner, { name: 'New', version })).toMatchObject(tooMany('name'))
  done(await room.patchCalendar(owner, own.id, { name: 'Ours as before' }))
  done(await room.patchCalendar(owner, own.id, { is_archived: true }))
  done(await room.createCalendar(owner, { name: 'New', version }))
  expect(await room.patchCalendar(owner, own.id, { is_archived: false })).toMatchObject(
    tooMany('is_archived'),
  )
})
