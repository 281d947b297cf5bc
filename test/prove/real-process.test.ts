import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ChildServer,
  childKey,
  childOwner,
  countMessages,
  environmentFor,
  eventually,
  makeDataDir,
  runTallybook,
  startChild,
  startPosting,
} from '../scenarios/child-server.ts'
import { eventOf } from '../scenarios/installation.ts'

const sentence = /^[A-Z][^\n]+\.\n$/

let dataDir: Awaited<ReturnType<typeof makeDataDir>>
let server: ChildServer
beforeAll(async () => {
  dataDir = await makeDataDir()
  server = await startChild(dataDir.path)
})
afterAll(async () => {
  await server.end('SIGTERM')
  await dataDir.remove()
})

function recentEvent(id: string) {
  return eventOf(id, { time: new Date().toISOString() })
}

describe('a real process', () => {
  test('prints one line with its address, and the first company is there from the environment', async () => {
    expect(server.output()).toBe(`Tallybook answers at ${server.url}\n`)
    expect(await server.ask('GET', '/api/v1/company')).toMatchObject({
      status: 200,
      body: { name: 'Child & Sons', time_zone: 'Europe/Berlin', currency: 'EUR' },
    })
    expect(await server.ask('GET', '/api/v1/setup')).toMatchObject({ body: { needed: false } })
    const signedIn = await fetch(`${server.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(childOwner),
    })
    expect(signedIn.status).toBe(200)
  })

  test('is ready, and shows its counters', async () => {
    expect(await server.ask('GET', '/readyz')).toMatchObject({ status: 200 })
    expect((await server.ask('GET', '/metrics')).body).toContain('tallybook_http_request_duration_seconds')
  })

  test('a page that listens hears of a change', async () => {
    const abort = new AbortController()
    const response = await fetch(`${server.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${childKey}` },
      signal: abort.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await server.ask('POST', '/api/v1/events', recentEvent('live-1'))
    const decoder = new TextDecoder()
    let heard = ''
    for await (const chunk of response.body ?? []) {
      heard += decoder.decode(chunk, { stream: true })
      if (heard.includes('event: changed')) break
    }
    abort.abort()
    expect(
      await eventually(
        () => countMessages(server),
        (count) => count === 1,
      ),
    ).toBe(1)
  })

  test('the command line is carried out by the running server', async () => {
    const seeded = await runTallybook(
      ['cli', 'seed', '--messages', '50', '--seed', '7'],
      environmentFor(dataDir.path),
    )
    expect(seeded).toMatchObject({ code: 0, stderr: '' })
    expect(seeded.stdout).toContain('50 messages')
    expect(
      await eventually(
        () => countMessages(server),
        (count) => count === 51,
      ),
    ).toBe(51)
    const again = await runTallybook(['cli', 'rebuild'], environmentFor(dataDir.path))
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(await countMessages(server)).toBe(51)
    const document = await runTallybook(['cli', 'openapi'], environmentFor(dataDir.path))
    expect(JSON.parse(document.stdout)).toMatchObject({ openapi: '3.1.0' })
  })

  test('what the command line may do is closed to everyone else', async () => {
    expect(await server.ask('POST', '/api/admin/rebuild', {})).toMatchObject({ status: 404 })
    expect((await stat(join(dataDir.path, 'admin.json'))).mode & 0o077).toBe(0)
  })
})

describe('a start that cannot be says why in one sentence', () => {
  test('the data directory is in use', async () => {
    const second = await runTallybook(['start'], environmentFor(dataDir.path))
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(sentence)
    expect(second.stderr).toContain(`in use by process ${server.pid}`)
  })

  test('the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const own = await makeDataDir()
    const second = await runTallybook(['start'], environmentFor(own.path, { PORT: String(port) }))
    other.close()
    expect(second.code).toBe(1)
    expect(second.stderr).toMatch(sentence)
    expect(second.stderr).toContain(`Port ${port}`)
    await own.remove()
  })

  test.each([
    ['PORT', 'many'],
    ['DATABASE_URL', 'mysql://localhost'],
    ['INIT_TIME_ZONE', 'Mars/Base'],
  ])('%s is wrong', async (name, value) => {
    const own = await makeDataDir()
    const refused = await runTallybook(['start'], environmentFor(own.path, { [name]: value }))
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(sentence)
    expect(refused.stderr).toContain(name)
    await own.remove()
  })

  test('PostgreSQL does not answer', async () => {
    const own = await makeDataDir()
    const refused = await runTallybook(
      ['start'],
      environmentFor(own.path, { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:9/none' }),
    )
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(sentence)
    await own.remove()
  })
})

test('a graceful stop in the middle of posting loses nothing that was answered, and later starts leave the set-up alone', async () => {
  const before = await countMessages(server)
  const load = startPosting(server, 8, (sender, turn) => recentEvent(`stop-${sender}-${turn}`))
  await eventually(
    async () => load.answered(),
    (count) => count > 50,
  )
  // A browser opens connections in advance; a service manager and the program's own starter both pass the signal on.
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
  await once(silent, 'connect')
  const [code] = await Promise.all([server.end('SIGTERM'), server.end('SIGTERM')])
  silent.destroy()
  const answered = await load.stop()
  expect(code).toBe(0)
  server = await startChild(dataDir.path, {
    INIT_COMPANY: 'Another',
    INIT_API_KEY: 'tb_another_key_of_it_01',
  })
  expect(await server.ask('GET', '/api/v1/company')).toMatchObject({ body: { name: 'Child & Sons' } })
  const expected = before + answered
  // A request may be on disk whose answer was cut off: it may count, an answered one must.
  const counted = await eventually(
    () => countMessages(server),
    (count) => count >= expected,
  )
  expect(counted).toBeGreaterThanOrEqual(expected)
  expect(counted).toBeLessThanOrEqual(expected + 8)
})
