import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { callDirections } from '../../../../src/contract/call-words.ts'
import type { Report, ReportFilterName, ReportFilters } from '../../../../src/contract/index.ts'
import { reportFilterNames } from '../../../../src/contract/report-words.ts'
import { contentOf, filtersOf, firstMadeMs, lastWhole, type OfferedType } from './report-content.ts'
import { parseReportFormSearch } from './report-form-search.ts'
import { searchLike } from './search-like.ts'

function typeWith(filters: readonly ReportFilterName[], service: OfferedType['service']): OfferedType {
  return {
    type: service === 'chats' ? 'chat_sessions' : 'message_detail',
    service,
    title: {},
    description: {},
    filters: [...filters],
    group_by: [],
    default_group_by: [],
    columns: [{ key: 'status', title: {}, type: 'text', by_default: true }],
    schedulable: true,
  }
}

const text = fc.string({ minLength: 1, maxLength: 12 })
const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
const orUnknown = (value: fc.Arbitrary<string>) => some(fc.option(value))

const messageFilters: fc.Arbitrary<ReportFilters> = fc.record(
  {
    channel: orUnknown(text),
    status: some(fc.constantFrom('read' as const, 'failed' as const)),
    country: orUnknown(text),
    campaign: orUnknown(text),
    weekday: some(fc.integer({ min: 1, max: 7 })),
    hour: some(fc.integer({ min: 0, max: 23 })),
    metric: fc.constant('messages.delivered' as const),
    search: text.filter((one) => one.trim() === one),
  },
  { requiredKeys: [] },
)

const chatFilters: fc.Arbitrary<ReportFilters> = fc.record(
  {
    messenger: orUnknown(text),
    group: orUnknown(text),
    operator: orUnknown(text),
    close_by: some(fc.constantFrom('bot' as const, null)),
    band: some(fc.constantFrom(0 as const, null)),
    with_customer_messages: fc.boolean(),
    business_time: fc.constant(true),
    clock: fc.constant('event' as const),
    metric: fc.constant('chats.closed' as const),
  },
  { requiredKeys: [] },
)

const callFilters: fc.Arbitrary<ReportFilters> = fc.record(
  {
    direction: fc.subarray([...callDirections], { minLength: 1 }),
    result: orUnknown(text),
    operator: orUnknown(text),
    country: orUnknown(text),
    hour: some(fc.integer({ min: 0, max: 23 })),
    metric: fc.constant('calls.answered' as const),
  },
  { requiredKeys: [] },
)

const made: Omit<Report, 'id' | 'filters' | 'service' | 'type'> = {
  name: 'September',
  format: 'csv',
  language: 'ru',
  csv_bom: false,
  state: 'generated',
  percent: 100,
  rows: 0,
  period: { from: '2026-09-01T00:00:00+02:00', to: '2026-10-01T00:00:00+02:00', time_zone: 'Europe/Berlin' },
  columns: ['status'],
  group_by: null,
  granularity: null,
  error: null,
  file: null,
  generation: 1,
  created_at: '2026-10-01T00:00:00+02:00',
  created_by: null,
  formed_at: null,
  kept_until: null,
  schedule_id: null,
}

test.each([
  ['messages', messageFilters],
  ['chats', chatFilters],
  ['calls', callFilters],
] as const)('a new report like another one of %s asks for the same', (service, filters) => {
  const type = typeWith(reportFilterNames, service)
  fc.assert(
    fc.property(filters, (chosen) => {
      const report = { ...made, service, type: type.type, filters: chosen }
      const search = parseReportFormSearch({ ...searchLike(report) })
      const period = { fromMs: Date.parse(search.from ?? ''), toMs: Date.parse(search.to ?? '') }
      expect(filtersOf(search, type)).toEqual(chosen)
      expect(contentOf({ search, type, period, zone: search.zone ?? '', language: 'en' })).toEqual({
        type: type.type,
        from: made.period?.from,
        to: made.period?.to,
        time_zone: 'Europe/Berlin',
        format: 'csv',
        language: 'ru',
        csv_bom: false,
        columns: ['status'],
        ...(Object.keys(chosen).length > 0 && { filters: chosen }),
      })
    }),
  )
})

test('filters that the type does not take have no effect', () => {
  const search = parseReportFormSearch({
    channel: 'sms',
    messenger: 'web',
    metric: 'chats.new',
    search: 'x',
    with_expenses: 'yes',
  })
  expect(filtersOf(search, typeWith(['channel', 'metric'], 'messages'))).toEqual({ channel: ['sms'] })
  expect(filtersOf(search, typeWith(['with_expenses'], 'companies'))).toEqual({ with_expenses: true })
})

test('a report of an invoice has no period and no other filter', () => {
  const type = typeWith(['invoice_id', 'channel'], 'payments')
  const search = parseReportFormSearch({ invoice: 'a-b', channel: 'sms' })
  const content = contentOf({ search, type, period: { fromMs: 0, toMs: 1 }, zone: 'UTC', language: 'en' })
  expect(content).toMatchObject({ filters: { invoice_id: 'a-b' } })
  expect(content).not.toHaveProperty('from')
})

test('a recurring report is shown of the last whole period and made when the one of now has ended', () => {
  const nowMs = Date.parse('2026-11-18T12:00:00Z')
  const written = (ms: number): string => new Date(ms).toISOString()
  const of = (repeat: 'daily' | 'weekly' | 'monthly'): string[] => {
    const { fromMs, toMs } = lastWhole(repeat, nowMs, 'Europe/Berlin')
    return [fromMs, toMs, firstMadeMs(repeat, nowMs, 'Europe/Berlin')].map(written)
  }
  expect(of('daily')).toEqual([
    '2026-11-16T23:00:00.000Z',
    '2026-11-17T23:00:00.000Z',
    '2026-11-18T23:00:00.000Z',
  ])
  expect(of('weekly')).toEqual([
    '2026-11-08T23:00:00.000Z',
    '2026-11-15T23:00:00.000Z',
    '2026-11-22T23:00:00.000Z',
  ])
  expect(of('monthly')).toEqual([
    '2026-09-30T22:00:00.000Z',
    '2026-10-31T23:00:00.000Z',
    '2026-11-30T23:00:00.000Z',
  ])
})

test('an address that makes no sense leads to the form as it begins', () => {
  expect(
    parseReportFormSearch({ type: 'x', repeat: 'hourly', metric: 'm', format: 'pdf', from: 'x', usage: 1 }),
  ).toEqual({})
})
