import { join } from 'node:path'
import { openJobQueue } from '../records/index.ts'
import {
  expireInSeconds,
  openFolderStorage,
  openReports,
  openS3Storage,
  type ReportStorage,
  type Reports,
  type ReportsDeps,
} from '../reports/index.ts'
import type { RoomsOptions } from './open-rooms.ts'

/** Tries of one job: those that count are the report's own. */
const retries = 20

/** Reports with their queue and their storage. @throws RecordsFailure */
export async function openReportRoom(
  options: RoomsOptions,
  deps: Pick<ReportsDeps, 'records' | 'sources'> & { readonly databaseUrl: string },
): Promise<Reports> {
  const { clock, log, publicUrl, settings } = options
  const storage = await storageOf(options)
  const queue = await openJobQueue({ url: deps.databaseUrl, name: 'reports', log, expireInSeconds, retries })
  return openReports({
    records: deps.records,
    sources: deps.sources,
    queue,
    storage,
    clock,
    publicUrl,
    sendsMail: settings.mailServer !== null,
    onError: (error) => log.error({ err: error }, 'a report could not be made; it is tried again'),
  })
}

async function storageOf({ settings, dataDir }: RoomsOptions): Promise<ReportStorage> {
  const { reportFiles } = settings
  if ('s3' in reportFiles) return await openS3Storage(reportFiles.s3, join(dataDir, 'reports-on-their-way'))
  return openFolderStorage(reportFiles.folder ?? join(dataDir, 'reports'))
}
