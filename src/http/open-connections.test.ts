import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { OpenConnections } from './open-connections.ts'

async function listening(answer: RequestListener) {
  const server = createServer(answer)
  const connections = new OpenConnections()
  connections.watch(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const open = async (): Promise<Socket> => {
    const accepted = once(server, 'connection')
    const socket = connect(port, '127.0.0.1')
    await accepted
    return socket
  }
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    connections.endIdle()
    await closed
  }
  return { server, open, stop }
}

test('a connection that never sent anything does not hold up a stop', async () => {
  const { open, stop } = await listening((_, response) => response.end())
  const silent = await open()
  const ended = once(silent.resume(), 'close')
  await stop()
  await ended
})

test('a request under way is answered whole, and its connection ends with the answer', async () => {
  const started = Promise.withResolvers<() => void>()
  const { open, stop } = await listening((_, response) => started.resolve(() => response.end('answer')))
  const busy = await open()
  busy.write('GET / HTTP/1.1\r\nHost: tallybook.example\r\n\r\n')
  const answer = await started.promise
  const stopped = stop()
  let received = ''
  busy.on('data', (chunk: Buffer) => {
    received += chunk.toString()
  })
  answer()
  await Promise.all([stopped, once(busy, 'close')])
  expect(received).toContain('200 OK')
  expect(received).toMatch(/^connection: close\r$/im)
  expect(received).toContain('answer')
})

test('a connection kept open after its answer ends at once', async () => {
  const { open, stop } = await listening((_, response) => response.end('answer'))
  const kept = await open()
  kept.write('GET / HTTP/1.1\r\nHost: tallybook.example\r\n\r\n')
  await once(kept, 'data')
  const ended = once(kept.resume(), 'close')
  await Promise.all([stop(), ended])
})
