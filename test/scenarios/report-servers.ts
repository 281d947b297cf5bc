import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Principal } from '../../src/companies/index.ts'
import type { Report, ReportCreate } from '../../src/contract/index.ts'
import { networkNames } from '../../src/ingest/index.ts'
import { createMetrics, type Metrics } from '../../src/metrics/index.ts'
import { openJobQueue, sql } from '../../src/records/index.ts'
import { openFolderStorage, openReports, type ReportStorage, type Reports } from '../../src/reports/index.ts'
import type { Installation } from './installation.ts'

/** Stops whoever comes to it until it is opened, and says that somebody came. */
export class Gate {
  readonly #came = Promise.withResolvers<void>()
  readonly #open = Promise.withResolvers<void>()

  /** Resolves when somebody stands before it. */
  get reached(): Promise<void> {
    return this.#came.promise
  }

  async pass(): Promise<void> {
    this.#came.resolve()
    await this.#open.promise
  }

  open(): void {
    this.#open.resolve()
  }
}

export interface ReportServer {
  readonly reports: Reports
  /** What went wrong and is tried again. */
  readonly errors: unknown[]
}

export interface ServerOptions {
  /** Before each page of messages that a report reads. */
  readonly beforePage?: (report: { readonly companyId: string; readonly page: number }) => Promise<void>
  readonly storage?: (storage: ReportStorage) => ReportStorage
  readonly clock?: () => number
}

/** Another server of the installation, as far as reports go: over the same records, facts and folder of files. */
export async function openReportServer(
  house: Installation,
  folder: string,
  options: ServerOptions = {},
): Promise<ReportServer> {
  const errors: unknown[] = []
  const clock = options.clock ?? (() => Date.parse('2026-09-20T12:00:00Z'))
  const metrics = createMetrics({ facts: house.facts, clock })
  const storage = openFolderStorage(folder)
  const reports = openReports({
    records: house.records,
    queue: await openJobQueue({
      url: house.records.url,
      name: 'reports',
      expireInSeconds: 600,
      retries: 20,
      retryDelaySeconds: 0,
    }),
    storage: options.storage?.(storage) ?? storage,
    sources: {
      metrics: options.beforePage ? slowed(metrics, options.beforePage) : metrics,
      ledger: house.ledger,
      invoicing: house.invoicing,
      companies: house.companies,
      networkNames,
    },
    clock,
    publicUrl: 'https://stats.example.com',
    sendsMail: false,
    onError: (error) => errors.push(error),
  })
  return { reports, errors }
}

/** The same numbers; pages of streams come when they may. */
function slowed(metrics: Metrics, beforePage: NonNullable<ServerOptions['beforePage']>): Metrics {
  return {
    ...metrics,
    forReader: (reader) => slowed(metrics.forReader(reader), beforePage),
    streamItems: async (company, query, options) => {
      const stream = await metrics.streamItems(company, query, options)
      if (!stream.ok || stream.value.family !== 'messages') return stream
      const { pages } = stream.value
      return { ok: true, value: { ...stream.value, pages: each(pages, company.id, beforePage) } }
    },
  }
}

async function* each<T>(
  pages: AsyncIterable<T>,
  companyId: string,
  beforePage: NonNullable<ServerOptions['beforePage']>,
): AsyncGenerator<T> {
  let page = 0
  for await (const rows of pages) {
    await beforePage({ companyId, page })
    page += 1
    yield rows
  }
}

export const september: ReportCreate = {
  type: 'message_detail',
  name: 'September',
  format: 'csv',
  language: 'en',
  csv_bom: true,
  from: '2026-09-01T00:00:00+02:00',
  to: '2026-10-01T00:00:00+02:00',
}

export async function createIn({ reports }: ReportServer, caller: Principal): Promise<Report> {
  const made = await reports.create(caller, september)
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value
}

/** Takes the sign of life of every worker on its first attempt back, as if its process were gone. */
export async function forgetWorkers({ records }: Pick<Installation, 'records'>): Promise<void> {
  await sql`update jobs.job set heartbeat_on = now() - interval '1 hour'
    where state = 'active' and retry_count = 0`.execute(records.system)
}

/** Files below a folder, without it; half ones end with `.part`. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
}
