import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { maxWebhookEndpoints } from '../contract/index.ts'
import { makePerson, valueOf } from '../ledger/world.fixture.ts'
import { keptMs } from './deliveries/remove-old.ts'
import type { Notices } from './index.ts'
import { openReceiver, type Receiver, status } from './receiver.fixture.ts'
import { addEndpoint, type NoticesWorld, openNoticesWorld, startMs } from './world.fixture.ts'

let world: NoticesWorld
let notices: Notices
let receiver: Receiver
beforeAll(async () => {
  world = await openNoticesWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.nowMs += keptMs
  notices = world.open()
  receiver = await openReceiver()
})
afterEach(async () => {
  await receiver.close()
  await world.records.system.deleteFrom('webhook_endpoints').execute()
})

const ofCompany = { limit: 50 }
const codeOf = (result: { ok: true } | { ok: false; failure: { code: string } }): string =>
  result.ok ? 'ok' : result.failure.code

describe('what belongs to one company', () => {
  test('is not found by another, nor by somebody without the right', async () => {
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    await world.tell()
    const { deliveries } = valueOf(await notices.listDeliveries(world.company.key, ofCompany))
    const deliveryId = deliveries[0]?.id ?? ''
    const analyst = await makePerson(world.records, world.company, 'Ada', ['metrics:read', 'billing:manage'])
    for (const [caller, code] of [
      [world.other.key, 'not_found'],
      [analyst, 'forbidden'],
    ] as const) {
      expect(codeOf(await notices.patchEndpoint(caller, id, { state: 'off' }))).toBe(code)
      expect(codeOf(await notices.rotateSecret(caller, id))).toBe(code)
      expect(codeOf(await notices.testEndpoint(caller, id))).toBe(code)
      expect(codeOf(await notices.deleteEndpoint(caller, id))).toBe(code)
      expect(codeOf(await notices.delivery(caller, deliveryId))).toBe(code)
      expect(codeOf(await notices.redeliver(caller, deliveryId))).toBe(code)
    }
    expect(valueOf(await notices.listEndpoints(world.other.key))).toEqual([])
    expect(valueOf(await notices.listDeliveries(world.other.key, ofCompany)).deliveries).toEqual([])
    expect(codeOf(await notices.noticeSettings(analyst))).toBe('forbidden')
    expect(codeOf(await notices.listEndpoints(analyst))).toBe('forbidden')
    expect(codeOf(await notices.patchEndpoint(world.company.key, 'none', {}))).toBe('not_found')
    await notices.run()
    expect(receiver.received).toHaveLength(1)
  })
})

describe('endpoints', () => {
  test('a company has at most twenty, also when it asks for several at once', async () => {
    const made = await Promise.all(
      Array.from({ length: maxWebhookEndpoints + 3 }, (_, place) =>
        notices.createEndpoint(world.company.key, {
          url: `${receiver.url}/${place}`,
          types: ['report.ready'],
        }),
      ),
    )
    expect(made.filter(({ ok }) => ok)).toHaveLength(maxWebhookEndpoints)
    expect(made.map(codeOf).filter((code) => code !== 'ok')).toEqual(['conflict', 'conflict', 'conflict'])
  })

  test('an address that is none is refused, when it is made and when it is changed', async () => {
    const strict = world.open({ allowsPrivateWebhooks: false })
    const types = ['report.ready'] as const
    const made = await strict.createEndpoint(world.company.key, { url: receiver.url, types: [...types] })
    expect(codeOf(made)).toBe('invalid_webhook_url')
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    const changed = await strict.patchEndpoint(world.company.key, id, { url: 'https://10.0.0.1/' })
    expect(codeOf(changed)).toBe('invalid_webhook_url')
  })

  test('switched off, what waits ends and nothing new comes; switched on, what happens from then on is sent', async () => {
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    await world.tell()
    const off = valueOf(await notices.patchEndpoint(world.company.key, id, { state: 'off' }))
    expect(off).toMatchObject({ state: 'off', off_reason: 'by_hand' })
    await world.tell()
    await notices.run()
    expect(receiver.received).toEqual([])
    expect(codeOf(await notices.testEndpoint(world.company.key, id))).toBe('endpoint_off')
    valueOf(await notices.patchEndpoint(world.company.key, id, { state: 'on' }))
    const { deliveries } = valueOf(
      await notices.listDeliveries(world.company.key, { ...ofCompany, endpoint_id: id }),
    )
    expect(deliveries).toMatchObject([{ state: 'failed', last_error: 'endpoint_off' }])
    await world.tell()
    await notices.run()
    expect(receiver.received).toHaveLength(1)
  })

  test('the secret is told once, and the last delivery with the endpoint', async () => {
    const made = await addEndpoint(notices, world.company.key, receiver.url)
    expect(made).toMatchObject({ state: 'on', last_delivery: null, previous_secret_until: null })
    receiver.answerWith(status(500))
    await world.tell()
    await notices.run()
    const [listed] = valueOf(await notices.listEndpoints(world.company.key))
    expect(JSON.stringify(listed)).not.toContain(made.secret)
    expect(listed?.last_delivery).toMatchObject({ state: 'waiting', status: 500, error: null })
    const row = await world.records.system
      .selectFrom('webhook_endpoints')
      .select('secrets')
      .executeTakeFirst()
    expect(row?.secrets.toString('latin1')).not.toContain(made.secret)
  })
})

describe('by hand', () => {
  test('a test goes the way of every notice, and ten a minute are enough', async () => {
    const { id } = await addEndpoint(notices, world.company.key, receiver.url)
    const sent = await Promise.all(
      Array.from({ length: 12 }, () => notices.testEndpoint(world.company.key, id)),
    )
    expect(sent.map(codeOf).filter((code) => code === 'too_many_requests')).toHaveLength(2)
    await notices.run()
    expect(receiver.received).toHaveLength(10)
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'test',
      data: { company_id: world.company.id, subject_id: id, endpoint_id: id },
    })
  })

  test('what has ended is sent again under its id, what waits is not', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    await world.tell()
    const { deliveries } = valueOf(await notices.listDeliveries(world.company.key, ofCompany))
    const id = deliveries[0]?.id ?? ''
    expect(codeOf(await notices.redeliver(world.company.key, id))).toBe('delivery_waiting')
    await notices.run()
    expect(valueOf(await notices.redeliver(world.company.key, id))).toMatchObject({
      state: 'waiting',
      attempts: 0,
    })
    await notices.run()
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
    expect(valueOf(await notices.delivery(world.company.key, id)).log).toHaveLength(2)
  })
})

describe('the log', () => {
  test('is read page by page, by endpoint and by state, and leaves nothing out', async () => {
    const one = await addEndpoint(notices, world.company.key, receiver.url)
    await addEndpoint(notices, world.company.key, `${receiver.url}/2`)
    for (let count = 0; count < 5; count += 1) {
      await world.tell()
      world.nowMs += 1
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = valueOf(
        await notices.listDeliveries(world.company.key, {
          limit: 3,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      )
      seen.push(...page.deliveries.map(({ id }) => id))
      cursor = page.next_cursor ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(10)
    const asked = async (query: object): Promise<number> =>
      valueOf(await notices.listDeliveries(world.company.key, { ...ofCompany, ...query })).deliveries.length
    expect(await asked({ endpoint_id: one.id })).toBe(5)
    expect(await asked({ endpoint_id: 'none' })).toBe(0)
    expect([await asked({ state: 'waiting' }), await asked({ state: 'delivered' })]).toEqual([10, 0])
    expect([await asked({ kind: 'webhook' }), await asked({ kind: 'email' })]).toEqual([10, 0])
    expect(await notices.waitingDeliveries()).toEqual({ webhook: 10, email: 0 })
    expect(codeOf(await notices.listDeliveries(world.company.key, { limit: 3, cursor: 'x' }))).toBe(
      'invalid_cursor',
    )
  })

  test('is kept for 30 days; what still waits stays', async () => {
    await addEndpoint(notices, world.company.key, receiver.url)
    await world.tell({ subjectId: 'done' })
    await notices.run()
    receiver.answerWith(status(500))
    await world.tell({ subjectId: 'waits' })
    await notices.run()
    await notices.removeOld()
    const subjects = async (): Promise<string[]> =>
      valueOf(await notices.listDeliveries(world.company.key, ofCompany)).deliveries.map(
        (one) => one.subject_id,
      )
    expect((await subjects()).sort()).toEqual(['done', 'waits'])
    world.nowMs += keptMs + 1
    await notices.removeOld()
    expect(await subjects()).toEqual(['waits'])
    const attempts = await world.records.system.selectFrom('delivery_attempts').select('id').execute()
    expect(attempts).toEqual([])
  })

  test('what happened is only added to', async () => {
    await world.tell()
    await expect(world.records.system.deleteFrom('notices').execute()).rejects.toThrow('only adds')
    expect(startMs).toBeLessThan(world.nowMs)
  })
})
