import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { valueOf } from '../ledger/world.fixture.ts'
import { addNotice, type Notices, verifyWebhook } from './index.ts'
import { openReceiver, type Receiver, singleHeaders, status } from './receiver.fixture.ts'
import { addEndpoint, type NoticesWorld, openNoticesWorld, reportOf, startMs } from './world.fixture.ts'

const hourMs = 3_600_000

let world: NoticesWorld
let notices: Notices
let receiver: Receiver
beforeAll(async () => {
  world = await openNoticesWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.nowMs = startMs
  notices = world.open()
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  await world.records.system.deleteFrom('webhook_endpoints').execute()
})

async function deliveries() {
  return valueOf(await notices.listDeliveries(world.company.key, { limit: 50 })).deliveries
}

describe('a notice', () => {
  test('reaches the endpoints that want its type, signed, and is told once', async () => {
    const { secret } = await addEndpoint(notices, world.company.key, receiver.url)
    await addEndpoint(notices, world.company.key, `${receiver.url}/others`, ['month.closed'])
    await world.tell()
    await notices.run()
    await notices.run()
    expect(receiver.received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
    const [delivery] = await deliveries()
    expect(verifyWebhook(singleHeaders(headers), body, [secret], world.nowMs)).toEqual({
      ok: true,
      value: { id: delivery?.id },
    })
    expect(JSON.parse(body)).toEqual({
      type: 'report.ready',
      timestamp: '2026-10-02T12:00:00.000Z',
      data: { company_id: world.company.id, subject_id: 'r-1', name: 'September' },
    })
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, last_status: 204, next_at: null })
  })

  test('of a transaction that is rolled back is never told', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    const failing = world.records.asSystem(async (db) => {
      await addNotice(db, reportOf(world.company.id, world.nowMs))
      throw new Error('the thing did not happen')
    })
    await expect(failing).rejects.toThrow('did not happen')
    await notices.run()
    expect(receiver.received).toEqual([])
  })

  test('can be added in a transaction of its company', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    await world.records.withCompany(world.company.id, (db) =>
      addNotice(db, reportOf(world.company.id, world.nowMs)),
    )
    await notices.run()
    expect(receiver.received).toHaveLength(1)
  })

  test('of another company goes to nobody here', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    await world.tell({ companyId: world.other.id })
    await notices.run()
    expect(receiver.received).toEqual([])
  })
})

describe('a delivery that fails', () => {
  test('is tried ten times over three days under one id and body, then given up, and its endpoint switched off', async () => {
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    receiver.answerWith(status(503))
    await world.tell()
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await notices.run()
      expect(receiver.received).toHaveLength(attempt)
      const [delivery] = await deliveries()
      expect(delivery).toMatchObject({ attempts: attempt, state: attempt < 10 ? 'waiting' : 'given_up' })
      world.nowMs = delivery?.next_at ? Date.parse(delivery.next_at) : world.nowMs
    }
    expect(world.nowMs - startMs).toBeGreaterThan(70 * hourMs)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
    const [endpoint] = valueOf(await notices.listEndpoints(world.company.key))
    expect(endpoint).toMatchObject({ id, state: 'off', off_reason: 'failing' })
    const [delivery] = await deliveries()
    const detail = valueOf(await notices.delivery(world.company.key, delivery?.id ?? ''))
    expect(detail.log).toHaveLength(10)
    expect(detail.log[0]).toMatchObject({ status: 503, error: null, answer: 'said the receiver' })
  })

  test('does not switch its endpoint off while others get through', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    receiver.answerWith((response, { body }) => {
      response.writeHead(body.includes('"bad"') ? 500 : 200).end()
    })
    await world.tell({ data: { name: 'bad' } } as Parameters<typeof world.tell>[0])
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await notices.run()
      world.nowMs += 30 * hourMs
      if (attempt === 5) await world.tell()
    }
    expect((await deliveries()).map(({ state }) => state).sort()).toEqual(['delivered', 'given_up'])
    expect(valueOf(await notices.listEndpoints(world.company.key))).toMatchObject([{ state: 'on' }])
  })

  test('waits as long as the receiver asks', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    receiver.answerWith(status(429, { 'retry-after': '3600' }))
    await world.tell()
    await notices.run()
    expect((await deliveries())[0]?.next_at).toBe(new Date(startMs + hourMs).toISOString())
  })

  test('is not sent to where an answer points', async () => {
    const elsewhere = await openReceiver()
    await addEndpoint(notices, world.company.key, receiver.url)
    receiver.answerWith(status(307, { location: elsewhere.url }))
    await world.tell()
    await notices.run()
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting', last_status: 307 })
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })

  test('by 410 ends its endpoint, with all that waits for it', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    receiver.answerWith(status(500))
    await world.tell()
    await notices.run()
    receiver.answerWith(status(410))
    world.nowMs += 1
    await world.tell({ subjectId: 'r-2' })
    await notices.run()
    expect(valueOf(await notices.listEndpoints(world.company.key))).toMatchObject([
      { state: 'off', off_reason: 'gone' },
    ])
    expect(await deliveries()).toMatchObject([
      { subject_id: 'r-2', state: 'failed', last_status: 410 },
      { subject_id: 'r-1', state: 'failed', last_error: 'endpoint_off' },
    ])
    await world.tell({ subjectId: 'r-3' })
    world.nowMs += 100 * hourMs
    await notices.run()
    expect(receiver.received).toHaveLength(2)
  })

  test('keeps the beginning of a long answer, and does not wait for its end', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    // Without an end: only a reader that stops by itself comes back from it.
    receiver.answerWith((response) => void response.writeHead(500).write(`\0${'x'.repeat(200_000)}`))
    await world.tell()
    await notices.run()
    const [delivery] = await deliveries()
    const detail = valueOf(await notices.delivery(world.company.key, delivery?.id ?? ''))
    expect(detail.log).toMatchObject([{ status: 500, answer: 'x'.repeat(999) }])
  })
})

describe('a receiver that never answers', () => {
  test('is timed out, and holds up neither others nor what else waits', async () => {
    const silent = await openReceiver()
    silent.answerWith(() => undefined)
    const impatient = world.open({}, { webhookTimeoutMs: 500 })
    await addEndpoint(impatient, world.company.key, silent.url)
    for (let count = 0; count < 20; count += 1) await world.tell({ subjectId: `to the silent one ${count}` })
    await addEndpoint(impatient, world.company.key, receiver.url)
    await world.tell({ subjectId: 'to both' })
    const reached = receiver.next()
    const running = impatient.run()
    // Comes before the silent one's backlog has been worked off, four at a time.
    await reached
    expect(silent.received.length).toBeLessThanOrEqual(4)
    await running
    expect(receiver.received).toHaveLength(1)
    expect(silent.received).toHaveLength(21)
    const states = (await deliveries()).map(({ state, last_error }) => `${state} ${last_error}`)
    expect(new Set(states)).toEqual(new Set(['waiting timeout', 'delivered null']))
    await silent.close()
  })
})

describe('the secret', () => {
  test('is changed with both signing for a day, and then the new one alone', async () => {
    const made = await addEndpoint(notices, world.company.key, receiver.url)
    const changed = valueOf(await notices.rotateSecret(world.company.key, made.id))
    expect(changed.secret).not.toBe(made.secret)
    expect(changed.previous_secret_until).toBe(new Date(startMs + 24 * hourMs).toISOString())
    const accepts = async (secret: string): Promise<boolean> => {
      await world.tell()
      await notices.run()
      const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' }
      return verifyWebhook(singleHeaders(headers), body, [secret], world.nowMs).ok
    }
    expect([await accepts(made.secret), await accepts(changed.secret)]).toEqual([true, true])
    world.nowMs += 24 * hourMs
    expect([await accepts(made.secret), await accepts(changed.secret)]).toEqual([false, true])
  })

  test('changed twice within a day, the first one signs no longer', async () => {
    const made = await addEndpoint(notices, world.company.key, receiver.url)
    const second = valueOf(await notices.rotateSecret(world.company.key, made.id))
    const third = valueOf(await notices.rotateSecret(world.company.key, made.id))
    await world.tell()
    await notices.run()
    const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' }
    const known = (secret: string) => verifyWebhook(singleHeaders(headers), body, [secret], world.nowMs).ok
    expect([made, second, third].map(({ secret }) => known(secret))).toEqual([false, true, true])
  })

  test('sealed with another key is told as that, and a new one is the way out', async () => {
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    const stranger = world.open({ secretKey: 'another key for tests that guards nothing' })
    await world.tell()
    await stranger.run()
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting', last_error: 'secrets_unreadable' })
    valueOf(await stranger.rotateSecret(world.company.key, id))
    world.nowMs += hourMs
    await stranger.run()
    expect((await deliveries())[0]).toMatchObject({ state: 'delivered' })
  })
})

describe('addresses', () => {
  const sent = async (resolved: readonly string[], allowsPrivateWebhooks: boolean, url: string) => {
    await addEndpoint(notices, world.company.key, receiver.url)
    // Past the door, which would refuse some of them: what a name leads to is checked when something is sent.
    await world.records.system.updateTable('webhook_endpoints').set({ url }).execute()
    const other = world.open(
      { allowsPrivateWebhooks },
      { resolve: () => Promise.resolve(resolved), webhookTimeoutMs: 2_000 },
    )
    await world.tell()
    await other.run()
    return (await deliveries())[0]?.last_error
  }

  test.each([['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:127.0.0.1']])(
    'a name that leads to %s is not followed',
    async (address) => {
      expect(await sent([address], false, 'https://example.com/hook')).toBe('address_refused')
    },
  )

  test('one private address among public ones is enough', async () => {
    expect(await sent(['93.184.216.34', '127.0.0.1'], false, 'https://example.com/hook')).toBe(
      'address_refused',
    )
  })

  test('without TLS only a private network is talked to, and only where that is allowed', async () => {
    const port = new URL(receiver.url).port
    expect(await sent(['127.0.0.1'], false, `http://crm.example.com:${port}/`)).toBe('address_refused')
    expect(await sent(['93.184.216.34'], true, `http://crm.example.com:${port}/`)).toBe('address_refused')
    expect(receiver.received).toEqual([])
  })

  test('the connection goes to the address that was checked, under the name that was given', async () => {
    const port = new URL(receiver.url).port
    expect(await sent(['127.0.0.1'], true, `http://crm.example.com:${port}/`)).toBeNull()
    expect(receiver.received[0]?.headers.host).toBe(`crm.example.com:${port}`)
  })

  test('a name that leads nowhere is told as that', async () => {
    expect(await sent([], true, 'https://nowhere.example.com/')).toBe('name_not_found')
  })

  test('a receiver that does not speak TLS is told as that', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    })
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as AddressInfo
    expect(await sent(['127.0.0.1'], true, `https://crm.example.com:${port}/`)).toBe('tls_failed')
    await new Promise((resolve) => plain.close(resolve))
  })
})
