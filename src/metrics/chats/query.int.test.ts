import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatMetricNames } from '../../contract/index.ts'
import { byBot, byCustomer, byOperator, type ChatWorld, chat, openChatWorld } from './chats.fixture.ts'

let world: ChatWorld
const week = { from: '2026-10-20T00:00:00+02:00', to: '2026-10-27T00:00:00+01:00' }
beforeAll(async () => {
  world = await openChatWorld('2026-10-28T12:00:00Z')
  await world.record([
    ...chat('a', { messenger: 'telegram', channelId: 'shop', customerId: 'ann', groupId: 'sales' }, [
      ['2026-10-24T10:00:00Z', 'opened'],
      ['2026-10-24T10:00:00Z', 'message', byCustomer],
      ['2026-10-24T10:01:00Z', 'assigned', { operatorId: 'olga' }],
      ['2026-10-24T10:02:00Z', 'message', byOperator('olga')],
      ['2026-10-24T10:05:00Z', 'closed', { by: 'operator' }],
    ]),
    ...chat('b', { messenger: 'web', channelId: 'site' }, [
      ['2026-10-25T00:30:00Z', 'opened'],
      ['2026-10-25T00:30:00Z', 'message', byBot],
    ]),
  ])
})
afterAll(() => world.close())

describe('every metric', () => {
  it('is answered', async () => {
    for (const clock of ['arrival', 'event'] as const)
      for (const business_time of [false, true])
        for (const by of [[], ['time'], ['group', 'operator'], ['time', 'messenger']] as const)
          for (const metric of chatMetricNames)
            await world
              .ask({ ...week, metrics: [metric], by: [...by], filters: { clock, business_time } })
              .then(() => world.list(metric, { ...week, filters: { clock, business_time } }))
              .catch((error: unknown) => {
                throw new Error(`${metric} ${clock} ${business_time} ${by}: ${String(error)}`)
              })
    const { totals } = await world.ask({ ...week, metrics: ['chats.new', 'chats.turn_response_p50_ms'] })
    expect(totals).toEqual({ 'chats.new': 2, 'chats.turn_response_p50_ms': 120_000 })
  })
})
