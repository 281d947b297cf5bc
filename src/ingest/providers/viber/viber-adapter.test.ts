import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { providerFixture, signedRequest } from '../../../../test/fixtures/provider-requests.ts'
import { receiveFixture, refusalOf } from '../../../../test/fixtures/receive-hook.ts'

const provider = 'viber'

describe('callbacks of Viber', () => {
  test.each([
    [
      'delivered',
      {
        step: 'delivered',
        messageId: '4912661846655238145',
        recipient: '01234567890A=',
        timeMs: 1_788_256_803_120,
      },
    ],
    ['seen', { step: 'read', messageId: '4912661846655238145' }],
    ['failed', { step: 'failed', errorReason: 'failure description' }],
    ['text-token', { step: 'delivered', messageId: '4912661846655238300', timeMs: 1_788_256_803_120 }],
  ])('%s', async (name, expected) => {
    const { answer, event } = await receiveFixture(provider, name)
    expect(answer).toMatchObject({ ok: true, value: { status: 200 } })
    expect(event).toMatchObject({ channel: 'viber', ...expected })
  })

  test('tell tokens above 2⁵³ apart that differ in the last digit, and users of one broadcast', async () => {
    const keyOf = async (name: string) => (await receiveFixture(provider, name)).event?.messageKey
    expect(await keyOf('seen')).toBe(await keyOf('delivered'))
    expect(await keyOf('neighbour-token')).not.toBe(await keyOf('delivered'))
    expect(await keyOf('seen-by-another')).not.toBe(await keyOf('delivered'))
  })

  test.each(['webhook', 'message', 'unsubscribed', 'client-status'])(
    '%s is archived and is no event',
    async (name) => {
      const { answer, log, events } = await receiveFixture(provider, name)
      expect(answer.ok).toBe(true)
      expect(log.requests).toHaveLength(1)
      expect(events).toEqual([])
    },
  )

  test.each(['', '[]', 'null', '1'])('in a body that is no object (%j) are refused', async (body) => {
    expect(await refusalOf(provider, signedRequest(provider, Buffer.from(body)))).toBe('invalid_body')
  })
})

describe('signatures of Viber', () => {
  test('are the hex HMAC-SHA256 of the body, in either case', async () => {
    const body = Buffer.from('{"event":"webhook"}')
    const signature = createHmac('sha256', 'token-1').update(body).digest('hex').toUpperCase()
    const request = { ...signedRequest(provider, body), headers: { 'x-viber-content-signature': signature } }
    const codeWith = async (auth_token: string) =>
      await refusalOf(provider, request, { settings: { auth_token } })
    expect(await codeWith('token-1')).toBe(null)
    expect(await codeWith('token-2')).toBe('invalid_signature')
    expect(await codeWith('')).toBe('invalid_signature')
  })

  test('are refused when missing', async () => {
    const request = signedRequest(provider, providerFixture(provider, 'seen'))
    expect(await refusalOf(provider, { ...request, headers: {} })).toBe('invalid_signature')
  })
})
