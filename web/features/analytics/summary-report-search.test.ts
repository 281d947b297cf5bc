import { expect, test } from 'vitest'
import { summaryReportSearch } from './summary-report-search.ts'

test("a card's report has its dimensions, its metrics, and the period and filters of the page", () => {
  expect(
    summaryReportSearch(
      { period: 'last_7_days', channel: ['sms'] },
      { by: ['time', 'channel'], metrics: ['messages.created'], granularity: 'day' },
    ),
  ).toEqual({
    period: 'last_7_days',
    channel: ['sms'],
    type: 'message_summary',
    group_by: ['time', 'channel'],
    granularity: 'day',
    columns: ['messages.created'],
  })
})

test('a card without rows has no report', () => {
  expect(summaryReportSearch({}, { by: [], metrics: ['messages.created'] })).toBeUndefined()
})
