import { join } from 'node:path'
import type { Logger } from 'pino'
import { type ChatSettingsRoom, createLoadChatSettings } from '../chat-settings/index.ts'
import { type Companies, deriveKey, type Letters, loadSecretKey, openCompanies } from '../companies/index.ts'
import type { Clock } from '../core/index.ts'
import { type ChatSettingsPort, type Facts, type FactsOptions, openFacts } from '../facts/index.ts'
import type { Imports } from '../imports/index.ts'
import { createIngest, type Ingest, networkNames } from '../ingest/index.ts'
import { createPayments, type Invoicing, openInvoicing, type Payments } from '../invoicing/index.ts'
import { type Ledger, openLedger, type Pricing } from '../ledger/index.ts'
import { createMetrics, type Metrics } from '../metrics/index.ts'
import { createWriteLetter, type Notices, openNotices } from '../notices/index.ts'
import type { PersonalData } from '../personal-data/index.ts'
import { openRating, type Rating } from '../rating/index.ts'
import { type EmbeddedPostgres, openRecords, type Records, startEmbeddedPostgres } from '../records/index.ts'
import type { Reports } from '../reports/index.ts'
import { closeAll } from './close-all.ts'
import { openChatSettingsOver } from './open-chat-settings.ts'
import { openImportRoom } from './open-import-room.ts'
import { openPersonalDataOver } from './open-personal-data.ts'
import { openReportRoom } from './open-report-room.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'
import { UsagePoster } from './usage-poster.ts'
import { documentOfNotice, tellOfPayment } from './what-is-told.ts'

/** The engines and the rooms over them, opened and migrated. */
export interface Rooms {
  readonly records: Records
  readonly facts: Facts
  readonly companies: Companies
  readonly ingest: Ingest
  readonly metrics: Metrics
  readonly ledger: Ledger
  readonly pricing: Pricing
  readonly rating: Rating
  readonly invoicing: Invoicing
  readonly payments: Payments
  readonly notices: Notices
  readonly chatSettings: ChatSettingsRoom
  readonly reports: Reports
  readonly imports: Imports
  readonly personalData: PersonalData
  readonly usagePoster: UsagePoster
  /** By it a server of the installation knows its own answers to a test of an address. */
  readonly probeSecret: string
  /** Resolves when the embedded PostgreSQL ended by itself; never for a server of your own. */
  readonly recordsLost: Promise<void>
  /** Flushes what was accepted, then closes in the opposite order. */
  close(): Promise<void>
}

export interface RoomsOptions {
  readonly settings: Settings
  /** Absolute and writable, held by this process. */
  readonly dataDir: string
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Logger
  /** Where prices of messages come from that are about to be sent; the price lists by default. */
  readonly pricing?: Pricing
  /** Events were accepted past HTTP, and may be folded. */
  readonly onAccepted?: () => void
}

/** @throws RecordsFailure, FactsError: each message is a sentence for whoever started the program. */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const closers: (() => Promise<void>)[] = []
  try {
    return await openInOrder(options, closers)
  } catch (error) {
    await closeAll(closers, options.log)
    throw error
  }
}

async function openInOrder(options: RoomsOptions, closers: (() => Promise<void>)[]): Promise<Rooms> {
  const { settings, dataDir, publicUrl, clock, log } = options
  const postgres = settings.databaseUrl === null ? await startEmbeddedPostgres({ dataDir, log }) : null
  if (postgres) closers.unshift(() => postgres.stop())
  const databaseUrl = postgres?.url ?? settings.databaseUrl ?? ''
  const records = await openRecords({ url: databaseUrl, log })
  closers.unshift(() => records.close())
  const facts = await openFacts(factsOptions(options, createLoadChatSettings(records)))
  closers.unshift(() => facts.close())
  await records.migrate()
  await facts.migrate()
  const secretKey = settings.secretKey ?? (await secretKeyIn(dataDir))
  const companies = openCompanies({
    records,
    clock,
    secretKey,
    publicUrl,
    letters: lettersBy(settings, secretKey),
  })
  closers.unshift(() => companies.close())
  const payments = createPayments({
    records,
    clock,
    key: deriveKey(secretKey, 'gateway secrets'),
    publicUrl,
    allowsTestPayments: settings.allowsTestPayments,
    fetch: (url, init) => fetch(url, init),
    onCredited: tellOfPayment,
  })
  const ledger = openLedger({
    records,
    clock,
    onApproved: payments.creditApproved,
    aloneElsewhere: payments.linesAlone,
  })
  closers.unshift(() => ledger.close())
  const rating = openRating({
    records,
    facts,
    clock,
    onError: (error) =>
      log.error({ err: error }, 'prices could not be brought to the facts; it is tried again'),
  })
  closers.unshift(() => rating.close())
  const invoicing = openInvoicing({
    records,
    facts,
    clock,
    networkName: (network) => networkNames().get(network),
  })
  closers.unshift(() => invoicing.close())
  const notices = openNotices({
    records,
    clock,
    secretKey,
    publicUrl,
    mailServer: settings.mailServer,
    allowsPrivateWebhooks: settings.allowsPrivateWebhooks,
    attachmentOf: documentOfNotice(invoicing),
    onError: (error) => log.error({ err: error }, 'a notice could not be sent; it is tried again'),
  })
  closers.unshift(() => notices.stop())
  const chatSettings = openChatSettingsOver(facts, { records, clock, log })
  closers.unshift(() => chatSettings.close())
  const metrics = createMetrics({ facts, clock, explainCharge: rating.priceReason })
  const reports = await openReportRoom(options, {
    databaseUrl,
    records,
    sources: { metrics, ledger, invoicing, companies, networkNames },
  })
  closers.unshift(() => reports.stop())
  const imports = await openImportRoom(options, {
    databaseUrl,
    records,
    facts,
    onAccepted: () => options.onAccepted?.(),
  })
  closers.unshift(() => imports.stop())
  const personalData = openPersonalDataOver({ records, facts, clock, companies, imports, reports })
  const usagePoster = new UsagePoster({
    usage: facts.usage,
    ledger,
    clock,
    onSetAside: (setAside) =>
      log.error({ setAside }, 'usage could not be posted: these companies are set aside'),
    afterPosting: () => notices.tellLowBalances(),
    onError: (error) => log.error({ err: error }, 'usage could not be posted; it is tried again'),
  })
  closers.unshift(() => usagePoster.stop())
  return {
    records,
    facts,
    companies,
    ingest: createIngest({ facts, clock, publicUrl, fetch: (url, init) => fetch(url, init) }),
    metrics,
    ledger,
    pricing: options.pricing ?? rating,
    rating,
    invoicing,
    payments,
    notices,
    chatSettings,
    reports,
    imports,
    personalData,
    usagePoster,
    probeSecret: deriveKey(secretKey, 'tests of addresses').toString('hex'),
    recordsLost: endOf(postgres),
    close: () => closeAll(closers.splice(0), log),
  }
}

/** Without a mail server none is written: nothing piles up for the day when there is one. */
function lettersBy({ mailServer }: Settings, secretKey: string): Letters {
  const write = createWriteLetter(secretKey)
  return mailServer === null
    ? { sendsMail: false, write: () => Promise.resolve() }
    : { sendsMail: true, write }
}

async function secretKeyIn(dataDir: string): Promise<string> {
  const key = await loadSecretKey(dataDir)
  if (!key.ok) throw new StartFailure(key.failure.detail)
  return key.value
}

function factsOptions(
  { settings, dataDir, clock }: RoomsOptions,
  chatSettings: ChatSettingsPort,
): FactsOptions {
  const { clickhouseUrl, clickhouseCluster } = settings
  if (clickhouseUrl === null) return { clock, chatSettings, dataDir: join(dataDir, 'clickhouse') }
  return {
    clock,
    chatSettings,
    url: clickhouseUrl,
    ...(clickhouseCluster === null ? {} : { cluster: clickhouseCluster }),
  }
}

function endOf(postgres: EmbeddedPostgres | null): Promise<void> {
  return postgres ? postgres.exited : Promise.withResolvers<void>().promise
}
