import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { openChatSettingsOver } from '../../src/app/open-chat-settings.ts'
import { openImportRoom } from '../../src/app/open-import-room.ts'
import { openPersonalDataOver } from '../../src/app/open-personal-data.ts'
import { UsagePoster } from '../../src/app/usage-poster.ts'
import { type ChatSettingsRoom, createLoadChatSettings } from '../../src/chat-settings/index.ts'
import type { Principal } from '../../src/companies/index.ts'
import type { Clock } from '../../src/core/index.ts'
import { type Facts, openFacts } from '../../src/facts/index.ts'
import { createServer, type RegisteredRoute } from '../../src/http/index.ts'
import type { Imports } from '../../src/imports/index.ts'
import { createIngest, networkNames } from '../../src/ingest/index.ts'
import { createPayments, type Invoicing, openInvoicing } from '../../src/invoicing/index.ts'
import { type Ledger, openLedger, type Pricing } from '../../src/ledger/index.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { type Notices, openNotices } from '../../src/notices/index.ts'
import type { PersonalData } from '../../src/personal-data/index.ts'
import { openRating, type Rating } from '../../src/rating/index.ts'
import { openJobQueue } from '../../src/records/index.ts'
import { openFolderStorage, openReports, type Reports } from '../../src/reports/index.ts'
import { fixtureFetch } from '../fixtures/sns-messages.ts'
import { makeTestCompany, openTestCompanies, type TestCompanies } from '../support/companies.ts'

/** Where the scenarios take place, unless a test says otherwise: a Tuesday in summer time. */
export const presentMs = Date.parse('2026-09-01T12:00:00Z')
export const ownKey = 'tb_a-key-for-tests-0001'
export const publicUrl = 'https://stats.example.com'

/** A whole installation in this process, on real engines, with a set clock and ticks made by hand. */
export interface Installation {
  readonly app: FastifyInstance
  readonly routes: readonly RegisteredRoute[]
  readonly facts: Facts
  readonly companies: TestCompanies['companies']
  readonly ledger: Ledger
  readonly rating: Rating
  readonly invoicing: Invoicing
  readonly notices: Notices
  /** Started by those who need it. */
  readonly reports: Reports
  /** Likewise. */
  readonly imports: Imports
  readonly personalData: PersonalData
  readonly chatSettings: ChatSettingsRoom
  readonly usagePoster: UsagePoster
  readonly records: TestCompanies['records']
  readonly owner: Principal
  /** Folds what was accepted. */
  tick(): Promise<void>
  /** Asks as the company's key, each change under an idempotency key of its own; a body is sent as JSON. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object): Promise<Answer>
  /** Posts events in canonical form. */
  post(body: unknown, contentType?: string): Promise<Answer>
  /** The totals of the metrics over 2026. */
  totals(...metrics: string[]): Promise<Record<string, unknown>>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Only one per test file: the embedded engine takes one directory per process. */
export async function openInstallation(
  options: { clock?: Clock; pricing?: Pricing } = {},
): Promise<Installation> {
  const clock = options.clock ?? (() => presentMs)
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-scenario-'))
  const testCompanies = await openTestCompanies({ clock, publicUrl })
  const { companies, records } = testCompanies
  const facts = await openFacts({
    clock,
    dataDir: join(folder, 'clickhouse'),
    chatSettings: createLoadChatSettings(records),
  })
  await facts.migrate()
  const owner = await makeTestCompany(companies, ownKey)
  const payments = createPayments({
    records,
    clock,
    key: Buffer.alloc(32, 7),
    publicUrl,
    allowsTestPayments: true,
    fetch: async () => {
      throw new Error('no gateway is reached from here')
    },
  })
  const ledger = openLedger({
    records,
    clock,
    onApproved: payments.creditApproved,
    aloneElsewhere: payments.linesAlone,
  })
  const rating = openRating({
    records,
    facts,
    clock,
    onError: (error) => {
      throw error
    },
  })
  const notices = openNotices({
    records,
    clock,
    secretKey: 'a key for tests that guards nothing at all',
    publicUrl,
    mailServer: null,
    allowsPrivateWebhooks: true,
    onError: (error) => {
      throw error
    },
  })
  const chatSettings = openChatSettingsOver(facts, { records, clock, log: pino({ level: 'silent' }) })
  const usagePoster = new UsagePoster({
    usage: facts.usage,
    ledger,
    clock,
    onSetAside: (setAside) => {
      throw new Error(`usage was set aside: ${JSON.stringify(setAside)}`)
    },
    afterPosting: () => notices.tellLowBalances(),
    onError: (error) => {
      throw error
    },
  })
  const invoicing = openInvoicing({
    records,
    facts,
    clock,
    networkName: (network) => networkNames().get(network),
  })
  const metrics = createMetrics({ facts, clock, explainCharge: rating.priceReason })
  const storage = openFolderStorage(join(folder, 'reports'))
  const reports = openReports({
    records,
    queue: await openJobQueue({ url: records.url, name: 'reports', expireInSeconds: 600, retries: 20 }),
    storage,
    sources: { metrics, ledger, invoicing, companies, networkNames },
    clock,
    publicUrl,
    sendsMail: false,
    onError: (error) => {
      throw error
    },
  })
  const imports = await openImportRoom(
    { clock, log: pino({ level: 'silent' }) },
    { records, facts, databaseUrl: records.url, onAccepted: () => undefined },
  )
  const personalData = openPersonalDataOver({ records, facts, clock, companies, imports, reports })
  const { app, routes } = await createServer({
    log: pino({ level: 'silent' }),
    companies,
    records,
    facts,
    ingest: createIngest({ facts, clock, publicUrl, fetch: fixtureFetch }),
    metrics,
    ledger,
    pricing: options.pricing ?? rating,
    rating,
    invoicing,
    payments,
    notices,
    reports,
    imports,
    personalData,
    chatSettings,
    publicUrl,
    probeSecret: 'of tests',
    trustedProxies: ['loopback'],
    version: '0.0.0-test',
    pagesFolder: join(folder, 'no-pages'),
  })
  const ask: Installation['ask'] = async (method, url, body) => {
    const headers = {
      authorization: `Bearer ${ownKey}`,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
    }
    return toAnswer(
      await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) }),
    )
  }
  return {
    app,
    routes,
    facts,
    companies,
    ledger,
    rating,
    invoicing,
    notices,
    reports,
    imports,
    personalData,
    chatSettings,
    usagePoster,
    records,
    owner,
    ask,
    tick: async () => {
      await facts.foldChanges()
    },
    post: async (body, contentType = 'application/json') =>
      toAnswer(
        await app.inject({
          method: 'POST',
          url: '/api/v1/events',
          headers: { authorization: `Bearer ${ownKey}`, 'content-type': contentType },
          payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        }),
      ),
    totals: async (...metrics) => {
      const answer = await ask('POST', '/api/v1/metrics/query', {
        metrics,
        from: '2026-01-01T00:00:00Z',
        to: '2027-01-01T00:00:00Z',
      })
      return (answer.body as { totals: Record<string, unknown> }).totals
    },
    close: async () => {
      await app.close()
      await invoicing.close()
      await reports.stop()
      await imports.stop()
      await notices.stop()
      await ledger.close()
      await facts.close()
      await testCompanies.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface InjectedAnswer {
  readonly statusCode: number
  readonly headers: Record<string, unknown>
  readonly payload: string
}

export function toAnswer({ statusCode, headers, payload }: InjectedAnswer): Answer {
  const isJson = String(headers['content-type'] ?? '').includes('json')
  return { status: statusCode, headers, body: isJson ? JSON.parse(payload) : payload }
}

/** A canonical event; `change` replaces attributes, `data` those of its data. */
export function eventOf(
  id: string,
  change: Record<string, unknown> = {},
  data: Record<string, unknown> = {},
) {
  return {
    specversion: '1.0',
    id,
    source: 'crm',
    type: 'message.delivered',
    time: '2026-09-01T10:00:03.120Z',
    data: { message_id: `m-${id}`, channel: 'sms', recipient: '+4915112345678', ...data },
    ...change,
  }
}
