import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countMessages, eventually, makeDataDir, startChild } from '../scenarios/child-server.ts'
import { eventOf } from '../scenarios/installation.ts'

const senders = 64
const requestsPerSender = 4
const eventsPerRequest = 4_000
/** The resting process takes 0.4 GB; a bounded queue and a tick under way may add this much. */
const maxGrowthBytes = 2.5 * 1024 ** 3

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error('The memory of a process cannot be read here.')
  return Number(kilobytes) * 1024
}

test('asked for more than it can write, it refuses with 429, stays within its memory and loses nothing it accepted', async () => {
  const dataDir = await makeDataDir()
  const server = await startChild(dataDir.path)
  try {
    const restingBytes = residentBytes(server.pid)
    let peakBytes = restingBytes
    const watch = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentBytes(server.pid))
    }, 50)
    const time = new Date().toISOString()
    let accepted = 0
    const refusals: { status: number; retryAfter: string | null; code: unknown }[] = []
    await Promise.all(
      Array.from({ length: senders }, async (_, sender) => {
        for (let turn = 0; turn < requestsPerSender; turn += 1) {
          const events = Array.from({ length: eventsPerRequest }, (_event, place) => {
            const id = `${sender}-${turn}-${place}`
            return eventOf(id, { time }, { message_id: id })
          })
          const { status, body, headers } = await server.ask('POST', '/api/v1/events', events)
          if (status === 200) accepted += (body as { accepted: number }).accepted
          else
            refusals.push({
              status,
              retryAfter: headers.get('retry-after'),
              code: (body as { code: unknown }).code,
            })
        }
      }),
    )
    clearInterval(watch)
    console.info(
      `accepted ${accepted} events, refused ${refusals.length} requests, grew by ${Math.round((peakBytes - restingBytes) / 1024 ** 2)} MB`,
    )
    expect(refusals.length).toBeGreaterThan(0)
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        status: 429,
        code: 'overloaded',
        retryAfter: expect.stringMatching(/^\d+$/),
      })
    expect(accepted).toBeGreaterThan(0)
    expect(peakBytes - restingBytes).toBeLessThan(maxGrowthBytes)
    const counted = await eventually(
      () => countMessages(server),
      (count) => count === accepted,
    )
    expect(counted).toBe(accepted)
    expect(await server.ask('GET', '/readyz')).toMatchObject({ status: 200 })
  } catch (error) {
    throw new Error(`The server ended: ${server.fate()}. It said: ${server.errors().slice(-2_000)}`, {
      cause: error,
    })
  } finally {
    await server.end('SIGTERM')
    await dataDir.remove()
  }
})
