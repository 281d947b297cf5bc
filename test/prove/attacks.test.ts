import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'

/*
 * Attacks from outside on the real program, one after the other on the same process. Of each: it is refused or does nothing, what the
 * server answers tells nothing of its insides, and at the end the server is up and its numbers are what they were.
 */

let server: RunningTallybook
beforeAll(async () => {
  server = await startTallybook()
}, 120_000)
afterAll(async () => {
  await server?.destroy()
})

const keyHeaders = { authorization: `Bearer ${firstCompany.apiKey}` }

interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function ask(
  path: string,
  { method = 'GET', headers = keyHeaders, body }: Asked = {},
): Promise<Answered> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const asJson = (value: unknown, headers: Record<string, string> = keyHeaders): Asked => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** Words that only the insides of the program know. */
const insides = /\bat \S+ \(|node_modules|\/src\/|SELECT |syntax error|relation "|DB::Exception|ECONNREFUSED/

function expectNothingTold({ status, text }: Answered): void {
  expect(status).toBeLessThan(500)
  expect(text).not.toMatch(insides)
}

/** Sends bytes as they are: `fetch` would put them right. Resolves with what came back until the end or the pause. */
function sendRaw(bytes: string, untilMs = 3_000): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const timer = setTimeout(() => socket.destroy(), untilMs)
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

const sqlTexts = [
  "' or 1=1 --",
  "'; drop table companies; --",
  '1; select pg_sleep(10)',
  "' union select password from identity.accounts --",
  "\\'; drop table messages; --",
  '{company_id:UUID}',
  "') or sleep(3) or ('",
]
const templateTexts = [
  '${7*7}',
  '{{7*7}}',
  '<%= 7*7 %>',
  '#{7*7}',
  '{{constructor.constructor("return 1")()}}',
]
const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

describe('injection', () => {
  test.each(sqlTexts)('of SQL by %s finds nothing and changes nothing', async (text) => {
    const encoded = encodeURIComponent(text)
    for (const path of [
      `/api/v1/audit-entries?search=${encoded}`,
      `/api/v1/audit-entries?cursor=${encoded}`,
      `/api/v1/invoices?search=${encoded}`,
      `/api/v1/reports?search=${encoded}`,
      `/api/v1/transactions?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&kind=${encoded}`,
      `/api/v1/messages/${encoded}`,
      `/api/v1/chats/${encoded}`,
      `/api/v1/price-lists/${encoded}`,
      `/api/v1/webhook-deliveries?endpoint_id=${encoded}`,
      `/hooks/twilio/${encoded}`,
    ])
      expectNothingTold(await ask(path))
    expectNothingTold(
      await ask(
        '/api/v1/metrics/query',
        asJson({
          ...period,
          metrics: ['messages.created'],
          by: ['channel'],
          filters: { channel: [text], sender: [text] },
        }),
      ),
    )
    expectNothingTold(
      await ask(
        '/api/v1/metrics/query',
        asJson({ ...period, metrics: [text], by: [text], order: [{ key: text }] }),
      ),
    )
    const signIn = await ask(
      '/api/v1/session',
      asJson({ email: `a${encoded}@example.com`, password: text }, {}),
    )
    expect([400, 401, 429]).toContain(signIn.status)
  })

  test.each(templateTexts)('of templates by %s stays the text that it is', async (text) => {
    const made = await ask('/api/v1/price-lists', {
      ...asJson({ name: text, currency: 'EUR' }),
      headers: {
        ...keyHeaders,
        'content-type': 'application/json',
        'idempotency-key': `t-${text.length}-${text[0]}`,
      },
    })
    expect(made.status).toBe(201)
    expect(JSON.parse(made.text)).toMatchObject({ name: text })
  })

  test.each([
    '../../../../etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e/%2e%2e/package.json',
    '..\\..\\package.json',
  ])('of paths by %s reads no file of the server', async (path) => {
    for (const start of ['/', '/assets/', '/api/v1/reports/', '/api/v1/invoices/']) {
      const raw = await sendRaw(
        `GET ${start}${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${firstCompany.apiKey}\r\n\r\n`,
      )
      expect(raw).not.toMatch(/root:|"dependencies"/)
      expect(raw).not.toMatch(/^HTTP\/1\.1 5/)
    }
  })

  test('of headers by line breaks in names of files and values adds none', async () => {
    const name = 'a\r\nSet-Cookie: stolen=1\r\n\r\n<script>'
    const file = await ask(
      '/api/v1/metrics/export',
      asJson({ ...period, metrics: ['messages.created'], format: 'csv', language: 'en', name }),
    )
    expectNothingTold(file)
    expect(file.headers.get('set-cookie')).toBeNull()
    expect(file.headers.get('content-disposition') ?? '').not.toMatch(/[\r\n]/)
    const raw = await sendRaw(
      'GET /api/v1/setup?x=%0d%0aSet-Cookie:%20stolen=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )
    expect(raw.split('\r\n\r\n', 1)[0]).not.toContain('stolen')
  })

  test('of formulas: what somebody wrote begins none in a CSV file', async () => {
    for (const formula of ['=cmd|calc!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '＝1+1']) {
      const made = await ask('/api/v1/api-keys', asJson({ name: `${formula} `, scopes: ['metrics:read'] }))
      if (made.status === 201) await ask(`/api/v1/api-keys/${JSON.parse(made.text).id}`, { method: 'DELETE' })
    }
    const { status, text } = await ask('/api/v1/audit-entries/file?format=csv&area=api_key')
    expect(status).toBe(200)
    const cells = text.split(/[,\n]/).map((cell) => cell.trim().replace(/^"/, ''))
    expect(cells.filter((cell) => /^[=+\-@＝]/.test(cell))).toEqual([])
    expect(text).toContain('cmd|calc')
  })

  test('of entities into a statement of a bank reads no file and asks no address', async () => {
    for (const declaration of [
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:1/">]>',
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY f "${'&b;'.repeat(1_000)}">]>`,
    ]) {
      const body = `<?xml version="1.0"?>${declaration}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>&f;</Id></Stmt></BkToCstmrStmt></Document>`
      const answer = await ask('/api/v1/bank-statements?format=camt053', {
        method: 'POST',
        headers: { ...keyHeaders, 'content-type': 'application/xml' },
        body,
      })
      expectNothingTold(answer)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).not.toContain('root:')
    }
  })
})

describe('a session', () => {
  const signIn = (cookie = ''): Promise<Answered> =>
    ask('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify({ email: firstCompany.ownerEmail, password: firstCompany.ownerPassword }),
    })
  const cookieIn = (answer: Answered): string =>
    answer.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ')

  test('is never one that somebody else chose', async () => {
    const planted = 'tallybook.session_token=planted.by-somebody-else'
    const fixed = cookieIn(await signIn(planted))
    expect(fixed).not.toContain('planted')
    expect((await ask('/api/v1/session', { headers: { cookie: planted } })).status).toBe(401)
    expect(cookieIn(await signIn(fixed)).split(';')[0]).not.toBe(fixed.split(';')[0])
  })

  test('changes nothing for pages of other sites, and is told to none', async () => {
    const cookie = cookieIn(await signIn())
    const before = await ask('/api/v1/company', { headers: { cookie } })
    for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`, 'http://']) {
      const forged = await ask('/api/v1/company', {
        method: 'PATCH',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Forged' }),
      })
      expect(forged.status).toBe(403)
      const read = await ask('/api/v1/company', { headers: { cookie, origin } })
      expect(read.headers.get('access-control-allow-origin')).toBeNull()
    }
    const simple = await ask('/api/v1/company', {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'text/plain' },
      body: JSON.stringify({ name: 'Forged' }),
    })
    expect(simple.status).toBe(403)
    expect((await ask('/api/v1/company', { headers: { cookie } })).text).toBe(before.text)
  })

  test('leads to no other site', async () => {
    for (const path of ['//evil.example', '/\\evil.example', '/%09/evil.example', '/https://evil.example']) {
      const raw = await sendRaw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
      expect(raw).not.toMatch(/^location:/im)
      expect(raw).not.toMatch(/^HTTP\/1\.1 [35]/)
    }
    const foreignHost = await sendRaw(
      'GET /api/v1/setup HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    )
    expect(foreignHost.replace(/^host:.*$/im, '')).not.toContain('evil.example')
  })
})

describe('too much', () => {
  let draft: string
  beforeAll(async () => {
    const once = (key: string) => ({
      ...keyHeaders,
      'content-type': 'application/json',
      'idempotency-key': key,
    })
    const list = await ask('/api/v1/price-lists', {
      ...asJson({ name: 'Bombs', currency: 'EUR' }),
      headers: once('bombs'),
    })
    const { id } = JSON.parse(list.text)
    const version = await ask(`/api/v1/price-lists/${id}/versions`, {
      ...asJson({}),
      headers: once('bombs-v'),
    })
    draft = `/api/v1/price-lists/${id}/versions/${JSON.parse(version.text).number}/rates/import`
  })

  test('in a workbook that unpacks to a gigabyte is refused before it is unpacked', async () => {
    const zeros = new Uint8Array(256 * 1024 * 1024)
    const bomb = zipSync(
      {
        '[Content_Types].xml': new TextEncoder().encode('<Types/>'),
        'xl/workbook.xml': new TextEncoder().encode('<workbook/>'),
        'xl/worksheets/sheet1.xml': zeros,
        'xl/sharedStrings.xml': zeros,
      },
      { level: 9 },
    )
    const answer = await ask(`${draft}?format=xlsx`, {
      method: 'POST',
      headers: {
        ...keyHeaders,
        'idempotency-key': 'bomb',
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      body: Uint8Array.from(bomb),
    })
    expectNothingTold(answer)
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })

  test('in packed bodies is cut at what the address takes', async () => {
    const packed = Uint8Array.from(gzipSync(Buffer.alloc(300 * 1024 * 1024, '[')))
    for (const path of ['/api/v1/events', '/api/v1/metrics/query', '/api/v1/session']) {
      const answer = await ask(path, {
        method: 'POST',
        headers: { ...keyHeaders, 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: packed,
      })
      expectNothingTold(answer)
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
  })

  test('in bodies, names and numbers is refused', async () => {
    for (const body of [
      'x'.repeat(5_000_000),
      `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      JSON.stringify({ metrics: Array(100_000).fill('messages.created'), ...period }),
      JSON.stringify({ ...period, metrics: ['messages.created'], limit: 1e308 }),
      `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}`,
    ]) {
      // What is far too long may be cut off while it is being sent: then there is no answer to read.
      const answer = await ask('/api/v1/metrics/query', {
        method: 'POST',
        headers: { ...keyHeaders, 'content-type': 'application/json' },
        body,
      }).catch(() => null)
      if (answer === null) continue
      expectNothingTold(answer)
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    const long = await sendRaw(`GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect(long).toMatch(/^HTTP\/1\.1 4/)
    const many = await sendRaw(
      `GET / HTTP/1.1\r\nHost: a\r\n${Array.from({ length: 5_000 }, (_, index) => `x-${index}: y`).join('\r\n')}\r\n\r\n`,
    )
    expect(many).toMatch(/^HTTP\/1\.1 (?:4|200)/)
  })

  test('time for a body holds up nobody else, and two lengths of one body are refused', async () => {
    const slow = Array.from({ length: 200 }, () =>
      sendRaw(
        `POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
        2_000,
      ),
    )
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/api/v1/setup')).status).toBe(200)
    await Promise.all(slow)
    const smuggled = await sendRaw(
      'POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/company HTTP/1.1\r\nHost: a\r\n\r\n',
    )
    expect(smuggled).toMatch(/^HTTP\/1\.1 400/)
    expect(smuggled, 'the second request is none').not.toMatch(/"time_zone"|HTTP\/1\.1 (?:200|401)/)
  })

  test.each([`${'a'.repeat(190)}!`, `${'%'.repeat(200)}`, `${'\\'.repeat(200)}`, `${'(a+)+'.repeat(40)}$`])(
    'work for a search by %s is not made by it',
    async (text) => {
      const others = ask('/healthz')
      for (const path of ['audit-entries', 'invoices', 'reports'])
        expectNothingTold(await ask(`/api/v1/${path}?search=${encodeURIComponent(text)}`))
      expect((await others).status).toBe(200)
    },
  )
})

test('pages come with headers that let no script of others run and no frame hold them', async () => {
  const { headers } = await ask('/api/v1/setup', { headers: {} })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self'(?:;|$)/)
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/)
  expect(policy).toMatch(/frame-ancestors 'none'/)
  expect(policy).toMatch(/object-src 'none'/)
  expect(policy).toMatch(/base-uri 'none'/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-powered-by')).toBeNull()
})

test.each([
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.1/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://2130706433/x',
  'https://0x7f000001/x',
  'https://localhost/x',
  'https://metadata.internal/x',
  'http://example.com/x',
  'file:///etc/passwd',
  'https://user:pw@example.com/x',
])('nothing is sent to %s', async (url) => {
  const answer = await ask('/api/v1/webhook-endpoints', asJson({ url, types: ['report.ready'] }))
  expect(answer.status).toBe(400)
})

test('after all of it the server is up, has written no fault of its own, and its company is as it was', async () => {
  expect((await ask('/readyz')).status).toBe(200)
  expect(JSON.parse((await ask('/api/v1/company')).text)).toMatchObject({ name: firstCompany.name })
  expect(server.log()).not.toContain('a request failed by a fault of ours')
})
