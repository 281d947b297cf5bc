import { describe, expect, it } from 'vitest'
import { type Company, messageQuerySchema } from '../../contract/index.ts'
import { buildQuery } from './build-query.ts'
import { planQuery } from './plan-query.ts'
import { defaultTimeOuts } from './timed-out-sql.ts'

const company: Company = { id: '', name: 'Test', time_zone: 'Europe/Berlin', currency: 'EUR' }
const month = { from: '2026-09-01T00:00:00+02:00', to: '2026-10-01T00:00:00+02:00' }

function built(query: object, asOf = '2026-10-01T12:00:00Z', zone = company.time_zone) {
  const context = {
    company: { ...company, time_zone: zone },
    asOfMs: Date.parse(asOf),
    timeOuts: defaultTimeOuts,
  }
  const plan = planQuery(
    messageQuerySchema.parse({ metrics: ['messages.created'], ...month, ...query }),
    context,
  )
  if (!plan.ok) throw new Error(plan.failure.detail)
  const { sql, params } = buildQuery(plan.value)
  const text = sql('MESSAGES')
  return { text, body: text.slice(text.indexOf('SELECT')), params }
}

const timedOut = (asOf: string) => /\((.*)\) AS timed_out/s.exec(built({}, asOf).text)?.[1]

describe('buildQuery', () => {
  it('writes one pass with its totals and each aggregate once, ordered and cut by the engine', () => {
    const { body, params } = built({
      metrics: ['messages.created', 'messages.delivery_rate'],
      by: ['country'],
      filters: { channel: ['sms', null] },
      limit: 10,
    })
    expect(body).toBe(`SELECT
  country AS by_0,
  count() AS aggregate_0,
  countIf(status IN ('delivered', 'read')) AS aggregate_1,
  countIf(status IN ('unknown', 'accepted', 'queued', 'sent', 'carrier_delivered') AND NOT timed_out) AS aggregate_2
FROM MESSAGES
WHERE created_hour >= toDateTime({from_hour:UInt32}, 'UTC')
  AND created_hour < toDateTime({to_hour:UInt32}, 'UTC')
  AND channel IN {filter_channel:Array(String)}
GROUP BY by_0 WITH TOTALS
ORDER BY count() DESC NULLS LAST, by_0 = '', by_0
LIMIT 11`)
    expect(params).toMatchObject({
      filter_channel: ['sms', ''],
      from_hour: 1_788_213_600,
      to_hour: 1_790_805_600,
    })
  })

  it('reads the exact moment of creation only where the hour does not tell enough', () => {
    const days = { by: ['time'], granularity: 'day' }
    expect(built(days).text).toContain(
      'roundDown(toUInt32(created_hour), {bucket_starts:Array(UInt32)}) AS bucket',
    )
    expect(built(days).body).not.toContain('created_at')
    expect(built({ ...days, granularity: 'hour' }).text).toContain('toUInt32(created_hour) AS bucket')
    expect(built(days, undefined, 'Asia/Kathmandu').text).toContain('roundDown(toUnixTimestamp(created_at), ')
    expect(built({ to: '2026-09-30T23:59:59.500+02:00' }).body).toContain(
      "created_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')",
    )
  })

  it('needs neither channel nor moment where a whole period has timed out, or none of it can have', () => {
    expect(timedOut('2026-12-01T00:00:00Z')).toBe(
      `status IN ('unknown', 'accepted', 'queued', 'sent', 'carrier_delivered')`,
    )
    expect(timedOut('2026-09-01T00:00:00Z')).toBe('0')
    expect(timedOut('2026-10-01T12:00:00Z')).toContain('multiIf(channel IN {slow_channels_0:Array(String)}, ')
  })

  it('reads a status that time does not change as it is stored', () => {
    expect(built({ filters: { status: ['not_delivered'] } }).body).toContain(
      'AND status IN {filter_status:Array(String)}',
    )
    expect(built({ filters: { status: ['queued'] } }).body).toContain(
      'AND status_now IN {filter_status:Array(String)}',
    )
    expect(built({ filters: { status: ['created', 'sending'] } }).params['filter_status']).toEqual([
      'unknown',
      'accepted',
      'queued',
    ])
  })

  it('binds offsets as arrays where clocks change within the period', () => {
    const october = { from: '2026-10-01T00:00:00+02:00', to: '2026-11-01T00:00:00+01:00' }
    expect(built({ by: ['hour'] }).params['zone_offset']).toBe(7_200)
    expect(built({ ...october, by: ['hour'] }).params['segment_offsets']).toEqual([7_200, 3_600])
    expect(built({ by: ['weekday'] }, undefined, 'Australia/Lord_Howe').text).toContain(
      'toUnixTimestamp(created_at) + {zone_offset:Int32} AS local_seconds',
    )
  })

  it('never writes a value of a question into its text', () => {
    const odd = `x') OR 1 = 1 --`
    const { text } = built({ filters: { sender: [odd], campaign: [odd], error: [odd], channel: [odd] } })
    expect(text).not.toContain('1 = 1')
  })
})
