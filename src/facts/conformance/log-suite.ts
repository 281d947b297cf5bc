import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Facts } from '../facts.ts'
import { countOf, eventOf, eventsOf, requestOf, sketch } from './world.ts'

const mebibyte = 1024 * 1024

/** What an answer of the log means. `open` gives further doors to the same store. */
export function describeLog(facts: () => Facts, open: () => Promise<Facts>): void {
  describe('the log', () => {
    test('holds what was accepted, each event once, for the door opened next', async () => {
      const companyId = randomUUID()
      const events = eventsOf(companyId, 'kept', [sketch('sent', 0), sketch('delivered', 1)])
      expect(await facts().append(requestOf(companyId), events)).toEqual({ ok: true, value: undefined })
      expect(await facts().append(requestOf(companyId), events)).toEqual({ ok: true, value: undefined })
      const second = await open()
      expect(await countOf(second, companyId, 'messageLog')).toBe(2)
      await second.close()
    })

    test('keeps the bytes of a request as they were, and headers and path with them', async () => {
      const companyId = randomUUID()
      const body = Uint8Array.from({ length: 1024 }, (_, index) => index % 256)
      const request = {
        ...requestOf(companyId, body),
        path: "/hooks/x?a=%27'\\\t",
        headers: { 'x-sign': '"ü\'\\' },
      }
      await facts().append(request, [])
      const { rows } = await facts()
        .forCompany(companyId)
        .query<Record<string, string>>({
          sql: (from) => `SELECT * FROM ${from.rawRequests} WHERE request_id = {id:UUID}`,
          params: { id: request.requestId },
        })
      const [row] = rows
      expect(rows).toHaveLength(1)
      expect(Buffer.from(row?.['body_base64'] ?? '', 'base64')).toEqual(Buffer.from(body))
      expect(JSON.parse(row?.['headers_json'] ?? '')).toEqual(request.headers)
      expect(row?.['path']).toBe(request.path)
    })

    test('takes many at once, and every one of them is there', async () => {
      const companyId = randomUUID()
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, n) =>
          facts().append(requestOf(companyId), [eventOf(companyId, `m${n % 50}`, n, sketch('sent', n))]),
        ),
      )
      expect(answers.every((answer) => answer.ok)).toBe(true)
      expect(await countOf(facts(), companyId, 'messageLog')).toBe(200)
    })

    test('says overloaded beyond its bound, and everything it said yes to is there', async () => {
      const companyId = randomUUID()
      const body = new Uint8Array(10 * mebibyte)
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          facts().append(requestOf(companyId, body), [eventOf(companyId, 'busy', n, sketch('sent', n))]),
        ),
      )
      const refused = answers.filter((answer) => !answer.ok)
      expect(refused.length).toBeGreaterThan(0)
      for (const answer of refused) expect(answer).toMatchObject({ failure: { code: 'overloaded' } })
      expect(await countOf(facts(), companyId, 'messageLog')).toBe(answers.length - refused.length)
      expect(await facts().append(requestOf(companyId), [])).toMatchObject({ ok: true })
    })

    test('a failed insert fails those who waited for it, and nobody after them', async () => {
      const companyId = randomUUID()
      const broken = { ...eventOf(companyId, 'broken', 0, sketch('sent', 0)), messageKey: 'no key at all' }
      await expect(facts().append(requestOf(companyId), [broken])).rejects.toThrow()
      const sound = eventOf(companyId, 'sound', 0, sketch('sent', 0))
      expect(await facts().append(requestOf(companyId), [sound])).toMatchObject({ ok: true })
      expect(await countOf(facts(), companyId, 'messageLog')).toBe(1)
    })

    test('close writes what was accepted and takes no more', async () => {
      const companyId = randomUUID()
      const closing = await open()
      const accepted = Array.from({ length: 20 }, (_, n) =>
        closing.append(requestOf(companyId), [eventOf(companyId, `m${n}`, n, sketch('sent', n))]),
      )
      await closing.close()
      expect(await Promise.all(accepted)).toHaveLength(20)
      expect(await countOf(facts(), companyId, 'messageLog')).toBe(20)
      await expect(closing.append(requestOf(companyId), [])).rejects.toMatchObject({ code: 'closed' })
    })
  })
}
