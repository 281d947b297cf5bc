import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestDatabase } from '../../test/support/postgres.ts'
import { tryLock } from './lock.ts'

/** A way to PostgreSQL that can fall silent without closing anything, as a machine does that loses its power. */
async function silenceableWay(url: string): Promise<{ url: string; fallSilent(): void }> {
  const { hostname, port } = new URL(url)
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.pipe(far).pipe(near)
    // A pipe passes an end on, but not a connection that was torn down.
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const way = new URL(url)
  way.hostname = '127.0.0.1'
  way.port = String((server.address() as AddressInfo).port)
  return {
    url: way.href,
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
  }
}

test('a lock whose server falls silent is lost for its holder, although no connection was closed', async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  const way = await silenceableWay(database.url)
  const lock = await tryLock({ connectionString: way.url }, 'tick', { everyMs: 50, timeoutMs: 2_000 })
  expect(lock).not.toBeNull()
  way.fallSilent()
  await lock?.lost
})

test('a lock whose server answers is kept over many probes', async () => {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  const way = await silenceableWay(database.url)
  const lock = await tryLock({ connectionString: way.url }, 'tick', { everyMs: 1, timeoutMs: 10_000 })
  const other = () => tryLock({ connectionString: database.url }, 'tick')
  for (const _ of Array.from({ length: 20 })) expect(await other()).toBeNull()
  await lock?.release()
  // PostgreSQL frees it when it has noticed that the connection ended.
  const next = await vi.waitUntil(other, { timeout: 20_000 })
  await next.release()
})
