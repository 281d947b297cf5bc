import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeTestCompany, openTestCompanies, type TestCompanies } from '../../test/support/companies.ts'
import { businessMs } from '../chats/index.ts'
import type { Principal } from '../companies/index.ts'
import type { CalendarVersionPut } from '../contract/index.ts'
import { ChatRefolder } from './chat-refolder.ts'
import { createLoadChatSettings } from './load-chat-settings.ts'
import { type ChatSettingsRoom, openChatSettings } from './open-chat-settings.ts'

const nowMs = Date.parse('2026-09-01T12:00:00Z')
const hourMs = 3_600_000

let house: TestCompanies
let owner: Principal
let room: ChatSettingsRoom
let asked: { readonly companyId: string; readonly fromMs: number }[]

beforeAll(async () => {
  house = await openTestCompanies({ clock: () => nowMs })
  owner = await makeTestCompany(house.companies)
  room = openChatSettings({
    records: house.records,
    clock: () => nowMs,
    seenNames: async () => [
      { kind: 'group', id: 'seen', name: 'Evening', messenger: 'web', seenAtMs: nowMs },
      { kind: 'group', id: 'support', name: 'support', messenger: 'web', seenAtMs: nowMs },
    ],
    refoldChats: async (request) => void asked.push(request),
    onError: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await room.close()
  await house.close()
})
beforeEach(async () => {
  asked = []
  await house.records.asSystem((db) => db.deleteFrom('chat_refold_requests').execute())
})

const office = [{ from: '09:00', to: '18:00' }]
function version(changes: Partial<CalendarVersionPut> = {}): CalendarVersionPut {
  const weekdays = [office, office, office, office, office, [], []]
  return { from: null, time_zone: 'Europe/Berlin', weekdays, days: [], ...changes }
}

/** The value of a change that must succeed. */
function done<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: object },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

async function waitingFrom(): Promise<readonly (string | null)[]> {
  const rows = await house.records.asSystem((db) =>
    db
      .selectFrom('chat_refold_requests')
      .select('fold_from')
      .where('finished_at', 'is', null)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ fold_from }) => fold_from.toISOString())
}

let calendarId: string

describe('a calendar and a group measured by it', () => {
  test('a new calendar has nothing folded again, as no group has it', async () => {
    const made = done(
      await room.createCalendar(owner, {
        name: 'Office',
        version: version({ days: [{ date: '2026-12-25', name: 'Christmas', hours: [] }] }),
      }),
    )
    calendarId = made.id
    expect(made).toMatchObject({ revision: 1, refold: null })
    expect(await waitingFrom()).toEqual([])
  })

  test('targets from a past moment on have that many days folded again, told in the answer', async () => {
    done(await room.putGroup(owner, { id: 'support', name: 'Support' }))
    const put = done(
      await room.putGroupTargets(owner, {
        group_id: 'support',
        from: '2026-08-20T00:00:00+02:00',
        calendar_id: calendarId,
        first_target_s: 60,
        later_target_s: null,
      }),
    )
    expect(put.refold).toEqual({ from: '2026-08-19T22:00:00.000Z', days: 13 })
    expect(await waitingFrom()).toEqual(['2026-08-19T22:00:00.000Z'])
  })

  test('the same targets again have nothing folded again', async () => {
    const put = done(
      await room.putGroupTargets(owner, {
        group_id: 'support',
        from: '2026-08-19T22:00:00Z',
        calendar_id: calendarId,
        first_target_s: 60,
        later_target_s: null,
      }),
    )
    expect(put.refold).toBeNull()
    expect(await waitingFrom()).toEqual([])
  })

  test('a calendar that changes counts from where a group uses it', async () => {
    const days = ['2026-12-26', '2026-12-25'].map((date) => ({ date, name: '', hours: [] }))
    for (const changes of [{ days }, {}]) {
      const put = done(await room.putCalendarVersion(owner, calendarId, version(changes)))
      expect(put.refold).toEqual({ from: '2026-08-19T22:00:00.000Z', days: 13 })
      const again = done(await room.putCalendarVersion(owner, calendarId, version(changes)))
      expect(again.refold).toBeNull()
    }
    const later = done(
      await room.putCalendarVersion(owner, calendarId, version({ from: '2026-08-30T00:00:00Z' })),
    )
    expect(later.refold).toEqual({ from: '2026-08-30T00:00:00.000Z', days: 3 })
  })

  test('what begins in the future folds no past chat again, and is asked for all the same', async () => {
    const put = done(
      await room.putCalendarVersion(owner, calendarId, version({ from: '2027-01-01T00:00:00Z' })),
    )
    expect(put.refold).toBeNull()
    expect(await waitingFrom()).toEqual(['2027-01-01T00:00:00.000Z'])
    done(await room.deleteCalendarVersion(owner, calendarId, '2027-01-01T00:00:00Z'))
    done(await room.deleteCalendarVersion(owner, calendarId, '2026-08-30T00:00:00Z'))
  })

  test('the last version of a calendar stays', async () => {
    expect(await room.deleteCalendarVersion(owner, calendarId, null)).toMatchObject({
      failure: { code: 'conflict' },
    })
  })

  test('names and members measure nothing: the revision rises, no chat is folded again', async () => {
    const before = done(await room.putOperator(owner, { id: 'o1', name: 'Vera', email: 'v@example.com' }))
    const put = done(
      await room.putGroupMembers(owner, {
        group_id: 'support',
        members: [
          { operator_id: 'o1', from: null, to: '2026-03-01T00:00:00Z' },
          { operator_id: 'o1', from: '2026-03-01T00:00:00Z', to: null },
        ],
      }),
    )
    expect(put).toEqual({ revision: before.revision + 1, refold: null })
    expect(await waitingFrom()).toEqual([])
  })

  test('everything is in one answer, with what chats name and nobody entered', async () => {
    const { groups, calendars, operators, seen } = done(await room.chatSettings(owner))
    expect(groups).toMatchObject([
      {
        id: 'support',
        name: 'Support',
        targets: [{ from: '2026-08-19T22:00:00.000Z', calendar_id: calendarId, first_target_s: 60 }],
        members: [
          { operator_id: 'o1', from: null },
          { operator_id: 'o1', to: null },
        ],
      },
    ])
    expect(calendars).toMatchObject([{ id: calendarId, is_archived: false, versions: [version()] }])
    expect(operators).toEqual([{ id: 'o1', name: 'Vera', email: 'v@example.com' }])
    expect(seen.map(({ id }) => id)).toEqual(['seen'])
  })

  test('who may only look sees names, no addresses, and changes nothing', async () => {
    const reader: Principal = { ...owner, scopes: ['metrics:read'] }
    expect(done(await room.chatSettings(reader)).operators).toEqual([{ id: 'o1', name: 'Vera', email: null }])
    for (const refused of [
      await room.putGroup(reader, { id: 'x', name: 'x' }),
      await room.deleteOperator(reader, 'o1'),
      await room.createCalendar(reader, { name: 'x', version: version() }),
    ])
      expect(refused).toMatchObject({ failure: { code: 'forbidden' } })
    expect(await room.chatSettings({ ...owner, scopes: [] })).toMatchObject({
      failure: { code: 'forbidden' },
    })
  })

  test('another company sees and changes none of it', async () => {
    const stranger = { ...owner, companyId: '22222222-2222-4222-8222-222222222222' }
    await house.records.asSystem((db) =>
      db
        .insertInto('companies')
        .values({ id: stranger.companyId, name: 'Other', time_zone: 'UTC', currency: 'EUR' })
        .execute(),
    )
    expect(done(await room.chatSettings(stranger))).toMatchObject({ revision: 0, groups: [], calendars: [] })
    expect(await room.putCalendarVersion(stranger, calendarId, version())).toMatchObject({
      failure: { code: 'not_found' },
    })
    done(await room.putGroup(stranger, { id: 'support', name: 'Their own' }))
    const put = await room.putGroupTargets(stranger, {
      group_id: 'support',
      from: null,
      calendar_id: calendarId,
      first_target_s: null,
      later_target_s: null,
    })
    expect(put).toMatchObject({ failure: { faults: [{ path: 'calendar_id', code: 'unknown_calendar' }] } })
  })
})

describe('what cannot be right is named by its place, and nothing of it is kept', () => {
  const day = (...hours: { from: string; to: string }[]): CalendarVersionPut['weekdays'] => [
    hours,
    ...Array.from({ length: 6 }, () => []),
  ]
  const dates = (...names: string[]): CalendarVersionPut['days'] =>
    names.map((date) => ({ date, name: '', hours: [] }))

  test.each<[string, Partial<CalendarVersionPut>, string, string]>([
    [
      'hours that end before they begin',
      { weekdays: day({ from: '18:00', to: '09:00' }) },
      'weekdays/0/0/to',
      'hours_order',
    ],
    [
      'hours that overlap',
      { weekdays: day({ from: '09:00', to: '13:00' }, { from: '12:59', to: '18:00' }) },
      'weekdays/0/1/from',
      'hours_overlap',
    ],
    [
      'hours out of order',
      { weekdays: day({ from: '14:00', to: '18:00' }, { from: '09:00', to: '13:00' }) },
      'weekdays/0/1/from',
      'hours_overlap',
    ],
    ['a zone that is none', { time_zone: 'Mars/Olympus' }, 'time_zone', 'unknown_time_zone'],
    ['a date twice', { days: dates('2026-12-25', '2026-12-25') }, 'days/1/date', 'date_twice'],
    ['a moment long ago', { from: '1999-12-31T00:00:00Z' }, 'from', 'from_too_early'],
    ['a moment far ahead', { from: '2031-01-01T00:00:00Z' }, 'from', 'from_too_late'],
  ])('%s', async (_name, changes, path, code) => {
    const before = done(await room.chatSettings(owner))
    expect(await room.putCalendarVersion(owner, calendarId, version(changes))).toMatchObject({
      failure: { code: 'invalid_chat_settings', faults: [{ path, code }] },
    })
    expect(done(await room.chatSettings(owner))).toEqual(before)
  })

  test('hours that touch, and end with the day, are right', async () => {
    const weekdays = day({ from: '00:00', to: '12:00' }, { from: '12:00', to: '24:00' })
    done(await room.putCalendarVersion(owner, calendarId, version({ weekdays })))
  })

  test('a name that is taken; a calendar of the archive', async () => {
    const nightly = done(await room.createCalendar(owner, { name: 'Nights', version: version() }))
    expect(await room.createCalendar(owner, { name: 'nights', version: version() })).toMatchObject({
      failure: { faults: [{ path: 'name', code: 'name_taken' }] },
    })
    expect(await room.putGroup(owner, { id: 'other', name: 'SUPPORT' })).toMatchObject({
      failure: { faults: [{ path: 'name', code: 'name_taken' }] },
    })
    done(await room.patchCalendar(owner, nightly.id, { is_archived: true }))
    done(await room.createCalendar(owner, { name: 'Nights', version: version() }))
    expect(await room.patchCalendar(owner, nightly.id, { is_archived: false })).toMatchObject({
      failure: { faults: [{ path: 'name', code: 'name_taken' }] },
    })
    const targets = { group_id: 'support', from: null, first_target_s: 30, later_target_s: 90 }
    expect(await room.putGroupTargets(owner, { ...targets, calendar_id: nightly.id })).toMatchObject({
      failure: { faults: [{ path: 'calendar_id', code: 'archived_calendar' }] },
    })
  })

  test('members that overlap, end before they begin, or are nobody', async () => {
    const put = (...members: { operator_id: string; from: string | null; to: string | null }[]) =>
      room.putGroupMembers(owner, { group_id: 'support', members })
    const at = '2026-05-01T00:00:00Z'
    expect(
      await put({ operator_id: 'o1', from: at, to: null }, { operator_id: 'o1', from: null, to: null }),
    ).toMatchObject({ failure: { faults: [{ path: 'members/0/from', code: 'members_overlap' }] } })
    expect(await put({ operator_id: 'o1', from: at, to: at })).toMatchObject({
      failure: { faults: [{ path: 'members/0/to', code: 'member_order' }] },
    })
    expect(await put({ operator_id: 'nobody', from: null, to: null })).toMatchObject({
      failure: { faults: [{ path: 'members/0/operator_id', code: 'unknown_operator' }] },
    })
  })

  test('the table itself refuses an operator twice in a group at once', async () => {
    const member = { company_id: owner.companyId, group_id: 'support', operator_id: 'o1' }
    const insert = house.records.asSystem((db) =>
      db
        .insertInto('chat_group_members')
        .values({ ...member, valid_from: new Date('2020-01-01T00:00:00Z'), valid_to: null })
        .execute(),
    )
    await expect(insert).rejects.toMatchObject({ code: '23P01' })
  })
})

describe('what the fold goes by', () => {
  test('is the same object until something changes, and then what is in force', async () => {
    const load = createLoadChatSettings(house.records)
    const settings = await load(owner.companyId)
    expect(await load(owner.companyId)).toBe(settings)
    const [measured] = settings.groups.get('support') ?? []
    expect(measured).toMatchObject({ firstTargetMs: 60_000, laterTargetMs: null })
    done(await room.putCalendarVersion(owner, calendarId, version()))
    const changed = await load(owner.companyId)
    expect(changed.revision).toBe(settings.revision + 1)
    const calendar = changed.groups.get('support')?.[0]?.calendar
    expect(calendar).toBeDefined()
    // From Friday 16:00 to Monday 10:00 in Berlin.
    const from = Date.parse('2026-08-28T14:00:00Z')
    const to = Date.parse('2026-08-31T08:00:00Z')
    expect(calendar && businessMs(calendar, from, to)).toBe(3 * hourMs)
  })

  test('chats without a group can be measured', async () => {
    done(await room.putGroup(owner, { id: '', name: 'Without a group' }))
    const targets = { group_id: '', from: null, calendar_id: null, first_target_s: 30, later_target_s: 90 }
    const put = done(await room.putGroupTargets(owner, targets))
    expect(put.refold).toEqual({ from: null, days: null })
    const { groups } = await createLoadChatSettings(house.records)(owner.companyId)
    expect(groups.get('')).toEqual([
      { fromMs: 0, calendar: null, firstTargetMs: 30_000, laterTargetMs: 90_000 },
    ])
    const gone = done(await room.deleteGroup(owner, ''))
    expect(gone.refold).toEqual({ from: null, days: null })
  })
})

describe('folding again', () => {
  const change = async (from: string): Promise<void> => {
    const first_target_s = Math.floor(Date.parse(from) / 1_000) % 1_000
    const targets = { group_id: 'support', calendar_id: null, first_target_s: first_target_s + 1 }
    done(await room.putGroupTargets(owner, { ...targets, from, later_target_s: 1 }))
  }

  test('many changes of a company are one fold, from the earliest of them on', async () => {
    await change('2026-07-02T00:00:00Z')
    await change('2026-07-01T00:00:00Z')
    await change('2026-07-03T00:00:00Z')
    expect(done(await room.chatSettings(owner)).refold).toMatchObject({ from: '2026-07-01T00:00:00.000Z' })
    await room.bringUpToDate()
    expect(asked).toEqual([{ companyId: owner.companyId, fromMs: Date.parse('2026-07-01T00:00:00Z') }])
    expect(done(await room.chatSettings(owner)).refold).toBeNull()
  })

  test('what failed or came meanwhile is done later; what was finished just before a start once more', async () => {
    await change('2026-07-05T00:00:00Z')
    let isFirst = true
    const options = {
      records: house.records,
      refoldChats: async (request: (typeof asked)[number]) => {
        asked.push(request)
        if (isFirst) await change('2026-07-04T00:00:00Z')
        isFirst = false
      },
      onError: () => undefined,
    }
    const failing = { ...options, refoldChats: () => Promise.reject(new Error('no')) }
    await expect(new ChatRefolder(failing).run()).rejects.toThrow('no')
    await new ChatRefolder(options).run()
    expect(asked.map(({ fromMs }) => new Date(fromMs).getUTCDate())).toEqual([5, 4])
    asked = []
    await new ChatRefolder(options).run()
    expect(asked.map(({ fromMs }) => new Date(fromMs).getUTCDate())).toEqual([4])
  })
})
