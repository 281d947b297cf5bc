import { describe, expect, it } from 'vitest'
import { type Company, messageQuerySchema } from '../../contract/index.ts'
import type { Plan } from '../plan/plan.ts'
import { planQuery } from '../plan/plan-query.ts'
import { defaultTimeOuts } from '../plan/timed-out-sql.ts'
import { fillRows } from './fill-rows.ts'
import { orderRows } from './order-rows.ts'
import type { TableRow } from './table.ts'

const company: Company = { id: '', name: 'Test', time_zone: 'UTC', currency: 'EUR' }

function planned(query: object): Plan {
  const asked = messageQuerySchema.parse({
    metrics: ['messages.created', 'messages.delivery_rate'],
    from: '2026-09-01T00:00:00Z',
    to: '2026-09-03T00:00:00Z',
    granularity: 'day',
    ...query,
  })
  const plan = planQuery(asked, { company, asOfMs: 0, timeOuts: defaultTimeOuts })
  if (!plan.ok) throw new Error(plan.failure.detail)
  return plan.value
}

const [first, second] = [Date.UTC(2026, 8, 1), Date.UTC(2026, 8, 2)]

describe('fillRows', () => {
  it('adds every bucket for each combination of the other keys present, null among them', () => {
    const rows: TableRow[] = [
      { keys: ['sms', first, 'DE'], values: [3, 1] },
      { keys: ['sms', second, null], values: [2, 0.5] },
    ]
    expect(fillRows(rows, planned({ by: ['channel', 'time', 'country'] }))).toEqual({
      ok: true,
      value: [
        { keys: ['sms', first, 'DE'], values: [3, 1] },
        { keys: ['sms', second, 'DE'], values: [0, null] },
        { keys: ['sms', first, null], values: [0, null] },
        { keys: ['sms', second, null], values: [2, 0.5] },
      ],
    })
  })

  it('makes no row that the calendar excludes', () => {
    const at = (text: string) => Date.parse(text)
    const spring = {
      by: ['time', 'weekday', 'hour'],
      time_zone: 'Europe/Berlin',
      from: '2026-03-28T00:30:00+01:00',
      to: '2026-03-30T00:00:00+02:00',
    }
    const [saturday, sunday] = [at('2026-03-28T00:00:00+01:00'), at('2026-03-29T00:00:00+01:00')]
    const one = (keys: TableRow['keys']): TableRow => ({ keys, values: [1, 1] })
    const rows = [one([saturday, 6, 2]), one([sunday, 7, 3]), one([saturday, 6, 0])]
    expect(fillRows(rows, planned(spring))).toEqual({ ok: true, value: rows })
    const byHour = fillRows(
      [one([saturday, 2]), one([saturday, 3])],
      planned({ ...spring, by: ['time', 'hour'] }),
    )
    // The hour 2 is left out by the clocks on Sunday.
    const filled = byHour.ok ? byHour.value.map(({ keys }) => keys) : []
    expect(filled).toEqual([
      [saturday, 2],
      [saturday, 3],
      [sunday, 3],
    ])
    const weeks = {
      by: ['weekday', 'time'],
      granularity: 'week',
      from: '2026-09-02T00:00:00Z',
      to: '2026-09-09T00:00:00Z',
    }
    const [first, second] = [at('2026-08-31T00:00:00Z'), at('2026-09-07T00:00:00Z')]
    const byWeekday = fillRows([one([1, second]), one([3, first])], planned(weeks))
    expect(byWeekday.ok && byWeekday.value.map(({ keys }) => keys)).toEqual([
      [1, second],
      [3, first],
    ])
  })

  it('refuses to make more rows than anyone reads', () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => ({
      keys: [first, `s${index}`],
      values: [1, 1],
    }))
    expect(fillRows(rows, planned({ by: ['time', 'sender'] }))).toMatchObject({
      failure: { code: 'too_many_rows' },
    })
  })

  it('leaves rows alone where neither time nor the calendar was asked for', () => {
    const rows: TableRow[] = [{ keys: ['sms', 3], values: [1, 1] }]
    expect(fillRows(rows, planned({ by: ['channel', 'weekday'] }))).toEqual({ ok: true, value: rows })
  })
})

describe('orderRows', () => {
  it('puts null last either way and breaks ties by the dimensions', () => {
    const rows: TableRow[] = [
      { keys: [second, null], values: [1, null] },
      { keys: [first, 'b'], values: [1, 0.5] },
      { keys: [first, 'a'], values: [1, 0.5] },
      { keys: [second, 'a'], values: [1, 0.7] },
    ]
    const ordered = (direction: string) =>
      orderRows(
        rows,
        planned({ by: ['time', 'sender'], order: [{ key: 'messages.delivery_rate', direction }] }),
      )
    expect(ordered('asc')).toEqual([rows[2], rows[1], rows[3], rows[0]])
    expect(ordered('desc')).toEqual([rows[3], rows[2], rows[1], rows[0]])
  })
})
