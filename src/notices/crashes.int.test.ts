import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFaultyRecords } from '../../test/support/faulty-records.ts'
import { valueOf } from '../ledger/world.fixture.ts'
import { leaseMs } from './deliveries/claim-due.ts'
import type { Notices } from './index.ts'
import { openReceiver, type Receiver } from './receiver.fixture.ts'
import { addEndpoint, type NoticesWorld, openNoticesWorld, startMs } from './world.fixture.ts'

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
  await addEndpoint(notices, world.company.key, receiver.url)
  await world.tell()
})
afterEach(async () => {
  await receiver.close()
  await world.records.system.deleteFrom('webhook_endpoints').execute()
})

async function delivery() {
  return valueOf(await notices.listDeliveries(world.company.key, { limit: 50 })).deliveries[0]
}

const idsReceived = () => receiver.received.map(({ headers }) => headers['webhook-id'])

const lockTimeoutMs = 10_000

describe('cut off at any statement, a notice is never lost', () => {
  test.each(['before', 'after'] as const)('%s the statement was done', async (when) => {
    const faulty = openFaultyRecords(world.records.url)
    const errors: unknown[] = []
    const cutOff = world.open({ records: faulty.records, onError: (error) => errors.push(error) })
    // As many as one delivery takes, from its being chosen to its end: found by cutting off until nothing is cut off.
    let statement = 0
    let wasCut = true
    while (wasCut) {
      statement += 1
      await world.records.system.deleteFrom('delivery_attempts').execute()
      const { id = '' } = (await delivery()) ?? {}
      if (statement > 1) valueOf(await notices.redeliver(world.company.key, id))
      errors.length = 0
      faulty.plan({ statement, when })
      const before = receiver.received.length
      await cutOff.run()
      wasCut = errors.length > 0
      faulty.plan({ statement: null, when })
      // Whoever held it is dead by then: another process sends it.
      world.nowMs += leaseMs + 1
      // The server may still hold the lock of the connection that was cut off: such a delivery is passed over until it lets go.
      const stateAfterRun = async () => {
        await notices.run()
        return (await delivery())?.state
      }
      await expect.poll(stateAfterRun, { timeout: lockTimeoutMs }).toBe('delivered')
      expect(await delivery()).toMatchObject({ id })
      expect(receiver.received.length).toBeGreaterThan(before)
      expect(receiver.received.length).toBeLessThanOrEqual(before + 2)
    }
    expect(statement).toBeGreaterThan(4)
    expect(new Set(idsReceived()).size).toBe(1)
    await faulty.close()
  })
})

describe('a process that ends while it sends', () => {
  test('gives the notice back, and the next one sends it again under its id', async () => {
    receiver.answerWith(() => undefined)
    const arrived = receiver.next()
    const running = notices.run()
    await arrived
    await notices.stop()
    await running
    expect(await delivery()).toMatchObject({ state: 'waiting', attempts: 0 })
    receiver.answerWith((response) => void response.writeHead(200).end())
    await world.open().run()
    expect(await delivery()).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(new Set(idsReceived()).size).toBe(1)
    expect(receiver.received).toHaveLength(2)
  })

  test('killed, leaves it to others once its lease has ended, and what it says of it later is not heard', async () => {
    const held = Promise.withResolvers<void>()
    receiver.answerWith(async (response) => {
      await held.promise
      response.writeHead(500).end()
    })
    const slow = world.open()
    const arrived = receiver.next()
    const running = slow.run()
    await arrived
    await notices.run()
    expect(receiver.received).toHaveLength(1)
    world.nowMs += leaseMs + 1
    receiver.answerWith((response) => void response.writeHead(200).end())
    await notices.run()
    expect(await delivery()).toMatchObject({ state: 'delivered', last_status: 200 })
    held.resolve()
    await running
    expect(await delivery()).toMatchObject({ state: 'delivered', last_status: 200, attempts: 1 })
    expect(new Set(idsReceived()).size).toBe(1)
  })

  test('of several processes at work, each delivery is sent by one', async () => {
    for (let count = 0; count < 30; count += 1) await world.tell({ subjectId: `r-${count}` })
    const processes = [world.open(), world.open(), world.open()]
    await Promise.all(processes.map((one) => one.run()))
    expect(receiver.received).toHaveLength(31)
    expect(new Set(idsReceived()).size).toBe(31)
  })
})
