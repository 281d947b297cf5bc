import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { systemClock, uuidV7 } from '../../core/index.ts'
import type { Facts } from '../facts.ts'
import { apiConnectionId, type RawRequest } from '../message-event.ts'
import type { ArchiveReader } from '../replay/replay.ts'
import { putPlan } from './charges-world.ts'
import { allOf, anyTelling, readToday, readTold, requestThatTells, type Told } from './replay-world.ts'
import { eventOf, sketch } from './world.ts'

const everything = { connectionIds: [], fromMs: 0, askedBy: 'a test' }

async function take(facts: Facts, request: RawRequest, isToday: boolean): Promise<void> {
  const { events, chatEvents, callEvents } = readTold(request, isToday)
  expect(await facts.append(request, events, chatEvents, callEvents)).toMatchObject({ ok: true })
}

/** Asks for a replay of all of a company's archive, carries it out and folds. */
async function replay(facts: Facts, companyId: string, read: ArchiveReader = readToday) {
  await facts.replays.ask({ ...everything, companyId })
  const ended = await facts.replays.carryOut({ read })
  await facts.foldChanges()
  return ended.find((each) => each.companyId === companyId)
}

/** What a replay makes of a log. */
export function describeReplays(facts: () => Facts): void {
  describe('a replay', () => {
    test('gives what a first ingestion would have given, row for row, and nothing new when it is repeated', async () => {
      await fc.assert(
        fc.asyncProperty(anyTelling, anyTelling, async (before, meanwhile) => {
          const [replayed, first] = [randomUUID(), randomUUID()]
          const requests = before.map((told, index) => requestThatTells(replayed, told, index))
          for (const request of requests) await take(facts(), request, false)
          await facts().foldChanges()
          // While the archive is read, today's adapter is at work already.
          const waiting = [...meanwhile]
          const live: RawRequest[] = []
          const takeNext = async () => {
            const told = waiting.shift()
            if (!told) return
            const receivedAtMs = Math.max(systemClock(), (live.at(-1)?.receivedAtMs ?? 0) + 1)
            const request = {
              ...requestThatTells(replayed, told, 0),
              requestId: uuidV7(receivedAtMs),
              receivedAtMs,
            }
            live.push(request)
            await take(facts(), request, true)
          }
          const ended = await replay(facts(), replayed, async (request) => {
            await takeNext()
            return await readToday(request)
          })
          while (waiting.length > 0) await takeNext()
          expect(ended).toMatchObject({
            state: 'done',
            requests: requests.length,
            requestsRead: requests.length,
          })
          for (const request of [...requests, ...live])
            await take(facts(), { ...request, companyId: first }, true)
          await facts().foldChanges()
          expect(await allOf(facts(), replayed)).toEqual(await allOf(facts(), first))
          expect(await replay(facts(), replayed)).toMatchObject({ state: 'done', added: 0, removed: 0 })
        }),
        { numRuns: 2, endOnFailure: true },
      )
    })

    test('leaves what did not come from the requests that it reads, and what it cannot read', async () => {
      const companyId = randomUUID()
      await facts().importEvents([eventOf(companyId, 'imported', 0, sketch('sent', 0))])
      const told: Told = { of: 'message', item: 1, name: 1, step: 'sent', fate: 'gone' }
      const [unread, read] = [
        requestThatTells(companyId, [told], 0),
        requestThatTells(companyId, [{ ...told, item: 2 }], 1),
      ]
      for (const request of [unread, read]) await take(facts(), request, false)
      await facts().foldChanges()
      const ended = await replay(facts(), companyId, (request) =>
        request.requestId === unread.requestId ? Promise.resolve(null) : readToday(request),
      )
      expect(ended).toMatchObject({ state: 'done', requests: 2, added: 0, removed: 1 })
      const { messages } = await allOf(facts(), companyId)
      expect(messages?.map((row) => row['message_id']).toSorted()).toEqual(['imported', 'm1'])
    })

    test('takes only the connections and the time that it is asked for', async () => {
      const companyId = randomUUID()
      const told: Told = { of: 'message', item: 1, name: 1, step: 'sent', fate: 'new' }
      const [early, late] = [0, 10].map((minutes) =>
        requestThatTells(companyId, [{ ...told, item: minutes }], minutes),
      )
      const other = { ...requestThatTells(companyId, [told], 20), connectionId: randomUUID() }
      for (const request of [early, late, other]) if (request) await take(facts(), request, false)
      await facts().replays.ask({
        ...everything,
        companyId,
        connectionIds: [late?.connectionId ?? ''],
        fromMs: late?.receivedAtMs ?? 0,
      })
      await facts().replays.carryOut({ read: readToday })
      const { messageLog } = await allOf(facts(), companyId)
      expect(messageLog?.map((row) => row['message_id'])).toEqual(['m10'])
    })

    test('an adapter that fails leaves the log as it was, and says why', async () => {
      const companyId = randomUUID()
      const told: Told = { of: 'message', item: 1, name: 1, step: 'sent', fate: 'gone' }
      await take(facts(), requestThatTells(companyId, [told], 0), false)
      const before = await allOf(facts(), companyId)
      const ended = await replay(facts(), companyId, () => Promise.reject(new Error('no such field')))
      expect(ended).toMatchObject({ state: 'failed', detail: 'no such field' })
      expect((await allOf(facts(), companyId))['messageLog']).toEqual(before['messageLog'])
      expect(await facts().replays.list(companyId, apiConnectionId, 5)).toMatchObject([
        { state: 'failed', askedBy: 'a test' },
      ])
    })

    test('messages of chats that are charged follow', async () => {
      const [replayed, first] = [randomUUID(), randomUUID()]
      const rates = { from: -10_000, rates: [['chat', '', 'any', 'message', '0.5']] } as const
      for (const companyId of [replayed, first]) await putPlan(facts(), companyId, [[rates]])
      const told: Told[] = (['same', 'gone', 'new', 'changed', 'renamed', 'moved'] as const).map(
        (fate, name) => ({
          of: 'chat',
          item: 1,
          name,
          step: 'sent',
          fate,
        }),
      )
      const request = requestThatTells(replayed, told, 0)
      await take(facts(), request, false)
      await take(facts(), { ...request, companyId: first }, true)
      await facts().foldChanges()
      await replay(facts(), replayed)
      expect(await allOf(facts(), replayed)).toEqual(await allOf(facts(), first))
      expect((await allOf(facts(), replayed))['chatCharges']).toHaveLength(5)
    })

    test('what is told again while its first telling is taken away stays, with what it costs', async () => {
      const [replayed, first] = [randomUUID(), randomUUID()]
      const rates = { from: -10_000, rates: [['chat', '', 'any', 'message', '0.5']] } as const
      for (const companyId of [replayed, first]) await putPlan(facts(), companyId, [[rates]])
      const told: Told = { of: 'chat', item: 1, name: 1, step: 'sent', fate: 'gone' }
      const before = requestThatTells(replayed, [told], 0)
      await take(facts(), before, false)
      await facts().foldChanges()
      const receivedAtMs = systemClock()
      const again = {
        ...requestThatTells(replayed, [{ ...told, fate: 'new' }], 0),
        requestId: uuidV7(receivedAtMs),
        receivedAtMs,
      }
      const ended = await replay(facts(), replayed, async (request) => {
        await take(facts(), again, true)
        return await readToday(request)
      })
      expect(ended).toMatchObject({ state: 'done', requests: 1 })
      for (const request of [before, again]) await take(facts(), { ...request, companyId: first }, true)
      await facts().foldChanges()
      expect(await allOf(facts(), replayed)).toEqual(await allOf(facts(), first))
      expect((await allOf(facts(), replayed))['chatCharges']).toHaveLength(1)
    })

    test('calls that are charged follow, and what an archive no longer tells is charged no longer', async () => {
      const [replayed, first] = [randomUUID(), randomUUID()]
      const rates = { from: -10_000, rates: [['call', 'inbound', 'any', 'message', '0.5']] } as const
      for (const companyId of [replayed, first]) await putPlan(facts(), companyId, [[rates]])
      const told: Told[] = (['same', 'gone', 'new', 'changed', 'renamed', 'moved'] as const).map(
        (fate, item) => ({ of: 'call', item, name: item, step: 'sent', fate }),
      )
      const request = requestThatTells(replayed, told, 0)
      await take(facts(), request, false)
      await take(facts(), { ...request, companyId: first }, true)
      await facts().foldChanges()
      expect((await allOf(facts(), replayed))['callCharges']).toHaveLength(5)
      expect(await replay(facts(), replayed)).toMatchObject({ state: 'done', added: 4, removed: 4 })
      const [after, expected] = [await allOf(facts(), replayed), await allOf(facts(), first)]
      expect(after).toEqual(expected)
      expect(after['callCharges']).toHaveLength(5)
      expect(after['callCharges']?.every((row) => row['charge_state'] === 'charged')).toBe(true)
    })
  })
}
