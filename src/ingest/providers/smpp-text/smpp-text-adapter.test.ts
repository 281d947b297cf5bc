import { describe, expect, test } from 'vitest'
import { fixtureConnections } from '../../../../test/fixtures/fixture-connections.ts'
import { findFixture, unsignedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, receiveHook, refusalOf } from '../../../../test/fixtures/receive-hook.ts'

const provider = 'smpp-text'
const { token } = fixtureConnections[provider].settings

async function stepsOf(name: string) {
  const { answer, events } = await receiveFixture(provider, name, { settings: { token } })
  expect(answer).toMatchObject({ ok: true, value: { status: 200, body: 'OK' } })
  return events.map(({ messageId, step, errorCode }) => [messageId, step, errorCode])
}

describe('SMPP receipts', () => {
  test.each([
    ['delivered', [['7220bb6bd0be98fa628de66590f80070', 'delivered', '']]],
    ['enroute', [['7220bb6bd0be98fa628de66590f80070', 'queued', '']]],
    [
      'several-lines',
      [
        ['0A1B2C', 'failed', 'E1F'],
        ['168496141', 'expired', '27'],
        ['any-order', 'rejected', '69'],
      ],
    ],
    [
      'one-line',
      [
        ['a1', 'accepted', ''],
        ['a2', 'cancelled', ''],
        ['a3', 'unconfirmed', ''],
      ],
    ],
    ['field', [['55', 'delivered', '']]],
    ['address', [['56', 'delivered', '']]],
    ['json', [['57', 'delivered', '']]],
    [
      'odd',
      [
        ['58', 'noted', ''],
        ['59', 'delivered', ''],
      ],
    ],
  ])('%s', async (name, expected) => {
    expect(await stepsOf(name)).toEqual(expected)
  })

  test('go to the number beside them', async () => {
    expect((await receiveFixture(provider, 'field')).event).toMatchObject({
      recipient: '+4915112345678',
      numberCountry: 'DE',
      channel: 'sms',
    })
    expect((await receiveFixture(provider, 'address')).event).toMatchObject({ recipient: '+4915112345679' })
  })

  test('have no time of their own without an offset', async () => {
    const { events } = await receiveFixture(provider, 'delivered', { settings: { token } })
    expect(events).toMatchObject([{ step: 'delivered', timeSource: 'receipt' }])
  })

  test.each([
    ['+00:00', 0],
    ['+03:00', 3 * 3_600_000],
    ['-05:30', -5.5 * 3_600_000],
  ])(
    'have both times with the offset %s, whatever the length of their dates',
    async (utc_offset, offsetMs) => {
      const { events } = await receiveFixture(provider, 'several-lines', { settings: { token, utc_offset } })
      const at = (text: string): number => Date.parse(text) - offsetMs
      expect(
        events.map(({ step, timeMs, timeSource }) => [step, timeSource === 'provider' ? timeMs : null]),
      ).toEqual([
        ['accepted', at('2026-09-01T10:00:00Z')],
        ['failed', at('2026-09-01T10:01:30Z')],
        ['accepted', at('2026-09-01T10:00:00Z')],
        ['expired', at('2026-09-01T10:05:00Z')],
        ['rejected', null],
      ])
    },
  )

  test('of a text as long as a body may be are read in time, and never without end', async () => {
    const body = Buffer.from('id:1 stat:DELIVRD '.repeat(100_000))
    const request = {
      ...unsignedRequest(provider, body, 'txt'),
      headers: { authorization: `Bearer ${token}` },
    }
    const { events } = await receiveHook(provider, request, { settings: { token } })
    expect(events.length).toBeLessThan(200)
  })
})

describe('the token of SMPP receipts', () => {
  const { body, kind } = findFixture(provider, 'delivered')
  const request = unsignedRequest(provider, body, kind)

  test('counts in the address, and is left out of the archive', async () => {
    const url = `${request.url}?token=${token}&x=1`
    const { answer, log } = await receiveHook(provider, { ...request, url })
    expect(answer.ok).toBe(true)
    expect(log.requests[0]?.path).toBe(`/hooks/smpp-text/${fixtureConnections[provider].id}?token=&x=1`)
    expect(JSON.stringify(log.requests[0]?.headers)).not.toContain(token)
  })

  test('counts as a bearer, and is not kept', async () => {
    const headers = { authorization: `Bearer ${token}` }
    const { answer, log } = await receiveHook(provider, { ...request, headers })
    expect(answer.ok).toBe(true)
    expect(log.requests[0]?.headers).toEqual({})
  })

  test.each(['', '?token=', '?token=wrong', `?Token=${token}`])('is refused as %j', async (query) => {
    expect(await refusalOf(provider, { ...request, url: request.url + query })).toBe('invalid_signature')
  })

  test('is refused where the connection has none', async () => {
    expect(await refusalOf(provider, { ...request, url: `${request.url}?token=` }, { settings: {} })).toBe(
      'invalid_signature',
    )
  })
})
