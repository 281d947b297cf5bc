import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chatMetricNames, responseBandsMs } from '../../../src/contract/chat-words.ts'
import type { MetricsResult } from '../../../src/contract/index.ts'
import { chatFiltersSchema, chatItemsQuerySchema } from '../../../src/contract/index.ts'
import { createFormats, createTranslate } from '../../../src/messages/index.ts'
import { parseSearchText, writeSearchText } from '../../routes/search-text.ts'
import { bandText } from '../../ui/chat-selection/band-text.ts'
import { isFiltered, noChatFilters, toApiChatFilters } from '../../ui/chat-selection/chat-filters.ts'
import { parseChatSelection } from '../../ui/chat-selection/chat-selection-search.ts'
import { messengersQuestion } from '../../ui/chat-selection/messengers-question.ts'
import { bandsOfSpeed, placeAmongBands, speedCounts, speedFromMs } from './charts/speed-bands.ts'
import { mostParts, splitParts } from './charts/split-model.ts'
import { targetsInForce } from './charts/targets-in-force.ts'
import { partsQuestion } from './chat-questions.ts'
import { parseChatGraphsSearch, parseChatListSearch } from './chats-search.ts'
import { drilledList, drillSearch, noDrill } from './drilled-list.ts'
import { sameStretches, usualOf } from './usual-range.ts'

const values = fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 3 })
const selection = fc.record(
  {
    messenger: values,
    chat: values,
    group: values,
    operator: values,
    close_by: fc.subarray(['operator', 'bot', 'customer', 'timeout', ''], { minLength: 1 }),
    customer_messages: fc.constantFrom('yes', 'no'),
    clock: fc.constant('event'),
    business_time: fc.constant('yes'),
  },
  { requiredKeys: [] },
)

function result(rows: MetricsResult['rows']): MetricsResult {
  return {
    rows,
    totals: {},
    basis: {},
    from: '2026-11-01T00:00:00Z',
    to: '2026-11-02T00:00:00Z',
    time_zone: 'UTC',
    granularity: 'hour',
    truncated: false,
    as_of: '2026-11-02T00:00:00Z',
  }
}

describe('the address of the page', () => {
  test('keeps what makes sense and drops what does not', () => {
    expect(
      parseChatGraphsSearch({
        period: 'today',
        zone: 'Mars/Olympus',
        messenger: 'telegram',
        close_by: ['bot', 'a ghost'],
        customer_messages: 'perhaps',
        clock: 'sundial',
        split: 'colour',
        list: 'messages.created',
        weekday: '1',
      }),
    ).toEqual({ period: 'today', messenger: ['telegram'], close_by: ['bot'] })
  })

  test('a link reproduces the page, and its filters are ones that the API takes', () => {
    fc.assert(
      fc.property(selection, (raw) => {
        const search = parseChatSelection(raw)
        expect(parseChatSelection(parseSearchText(writeSearchText({ ...search })))).toEqual(search)
        const filters = toApiChatFilters(search)
        if (filters) expect(chatFiltersSchema.safeParse(filters).success).toBe(true)
      }),
    )
  })

  test('filters taken off leave none, and how chats are counted as it was', () => {
    fc.assert(
      fc.property(selection, (raw) => {
        const search = parseChatSelection(raw)
        const bare = parseChatSelection({ ...search, ...noChatFilters })
        expect(isFiltered(bare)).toBe(false)
        expect(bare.clock).toBe(search.clock)
        expect(bare.business_time).toBe(search.business_time)
      }),
    )
  })

  test('a customer without a group and a chat of nobody are asked for as null', () => {
    expect(toApiChatFilters({ group: [''], close_by: [''], band: [-1, 7] })).toEqual({
      group: [null],
      close_by: [null],
      band: [null],
    })
  })
})

describe('the list behind a number', () => {
  test('is the page’s selection with what the place adds, as a question that the API takes', () => {
    fc.assert(
      fc.property(
        selection,
        fc.constantFrom(...chatMetricNames),
        fc.option(fc.constantFrom(...responseBandsMs), { nil: undefined }),
        (raw, metric, band) => {
          const page = parseChatGraphsSearch(raw)
          const filters = band === undefined ? { operator: ['op & 1', ''] } : { band: [band] }
          const place = { fromMs: Date.UTC(2026, 10, 3), toMs: Date.UTC(2026, 10, 4) }
          const address = { ...page, ...drillSearch({ metric, filters, ...place }, 'UTC') }
          const list = drilledList(parseChatGraphsSearch(parseSearchText(writeSearchText(address))))
          expect(list).toMatchObject({ metric, ...filters, from: '2026-11-03T00:00:00+00:00' })
          if (page.messenger) expect(list?.messenger).toEqual(page.messenger)
          const asked = { metric, from: list?.from, to: list?.to, filters: toApiChatFilters(list ?? {}) }
          expect(chatItemsQuerySchema.safeParse(asked).success).toBe(true)
        },
      ),
    )
  })

  test('is closed where the address names none', () => {
    expect(drilledList({ ...parseChatGraphsSearch({ list: 'chats.new' }), ...noDrill })).toBeUndefined()
    expect(drilledList(parseChatGraphsSearch({ list: 'chats.imagined' }))).toBeUndefined()
    expect(parseChatListSearch({ metric: 'messages.created' })).toEqual({})
  })
})

describe('what is usual', () => {
  const rows = (...counts: (number | null)[]) => counts.map((count) => ({ 'chats.new': count }))

  test('lies between the least and the most of the weeks before, give or take a tenth', () => {
    expect(usualOf('chats.new', 50, rows(40, 50, 60, 45))?.verdict).toBe('usual')
    expect(usualOf('chats.new', 66, rows(40, 50, 60, 45))?.verdict).toBe('usual')
    expect(usualOf('chats.new', 67, rows(40, 50, 60, 45))?.verdict).toBe('above')
    expect(usualOf('chats.new', 33, rows(40, 50, 60, 45))?.verdict).toBe('below')
  })

  test('is not known of fewer than three weeks, nor without a number of today', () => {
    expect(usualOf('chats.new', 50, rows(40, 50, null, null))).toBeUndefined()
    expect(usualOf('chats.new', null, rows(40, 50, 60, 45))).toBeUndefined()
  })

  test('is looked for in stretches as long as today, in steps of five minutes', () => {
    const today = { fromMs: 1_000_000_000, toMs: 1_086_400_000 }
    const midnights = [1, 2, 3, 4]
    expect(sameStretches(today, today.fromMs + 1_000, midnights)).toEqual([])
    fc.assert(
      fc.property(fc.integer({ min: 300_000, max: 86_000_000 }), (passedMs) => {
        for (const { fromMs, toMs } of sameStretches(today, today.fromMs + passedMs, midnights)) {
          expect((toMs - fromMs) % 300_000).toBe(0)
          expect(passedMs - (toMs - fromMs)).toBeLessThan(300_000)
        }
      }),
    )
  })
})

describe('bands of response times', () => {
  test('each belongs to exactly one kind of answer', () => {
    expect(speedFromMs.flatMap((_, kind) => bandsOfSpeed(kind))).toEqual([...responseBandsMs])
  })

  test('a longer duration never stands further left', () => {
    const ms = fc.integer({ min: 0, max: 200_000_000 })
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const [shorter, longer] = [Math.min(a, b), Math.max(a, b)]
        // The last band is open: whatever is in it stands in its middle.
        expect(placeAmongBands(shorter)).toBeLessThanOrEqual(Math.max(placeAmongBands(longer), 10.5))
        expect(placeAmongBands(longer)).toBeLessThan(responseBandsMs.length)
      }),
    )
    expect(placeAmongBands(90_000)).toBe(3.5)
  })

  test('responses over time add up to those of the answer; what is pending is none of them', () => {
    const times = [Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 1, 1)]
    const row = fc.record({
      time: fc.constantFrom(...times.map((time) => new Date(time).toISOString())),
      band: fc.constantFrom(...responseBandsMs, null),
      'chats.first_response_n': fc.nat(100),
    })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const counted = speedCounts(result(rows), times).flat()
        const wanted = rows.filter(({ band }) => band !== null).map((one) => one['chats.first_response_n'])
        expect(total(counted)).toBe(total(wanted))
      }),
    )
  })

  test('are named by their bounds in both languages', () => {
    const format = createFormats({ language: 'ru', timeZone: 'UTC' })
    expect(bandText(60_000, format, createTranslate('ru'))).toContain('мин')
    expect(bandText(-1, format, createTranslate('en'))).toBe('none yet')
  })
})

describe('parts over time', () => {
  test('are at most six and all others together, and add up to the whole', () => {
    const times = [Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 1, 1)]
    const row = fc.record({
      time: fc.constantFrom(...times.map((time) => new Date(time).toISOString())),
      chat: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', null),
      'chats.new': fc.nat(50),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const { parts, counts, hasOther } = splitParts(result(rows), 'chat', times)
        expect(parts.length).toBeLessThanOrEqual(mostParts)
        expect(counts).toHaveLength(parts.length + (hasOther ? 1 : 0))
        expect(total(counts.flat())).toBe(total(rows.map((one) => one['chats.new'])))
      }),
    )
  })
})

test('targets are those in force now, each once, of the groups that are looked at', () => {
  const targets = (from: string | null, first: number | null) => ({
    from,
    calendar_id: null,
    first_target_s: first,
    later_target_s: null,
  })
  const groups = [
    { id: 'a', targets: [targets(null, 60), targets('2026-11-01T00:00:00Z', 120)] },
    { id: 'b', targets: [targets(null, 120)] },
    { id: 'c', targets: [targets(null, null)] },
    { id: 'd', targets: [targets('2030-01-01T00:00:00Z', 30)] },
  ]
  expect(targetsInForce(groups, undefined, Date.UTC(2026, 9, 1))).toEqual([60_000, 120_000])
  expect(targetsInForce(groups, undefined, Date.UTC(2026, 11, 1))).toEqual([120_000])
  expect(targetsInForce(groups, ['c'], Date.UTC(2026, 11, 1))).toEqual([])
})

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

test('the messengers to choose from are the parts by messenger, asked once where no filter is set', () => {
  const selected = { from: '2026-09-01T00:00:00Z', to: '2026-09-08T00:00:00Z', time_zone: 'UTC' }
  expect(messengersQuestion(selected)).toEqual(partsQuestion(selected, 'messenger'))
})
