import type { Clock } from '../core/index.ts'
import type { JobQueue, Records } from '../records/index.ts'
import type { ReportSources } from './definitions/definition.ts'
import type { ReportStorage } from './storage/report-storage.ts'

export interface ReportsDeps {
  readonly records: Pick<Records, 'withCompany' | 'asSystem' | 'system'>
  readonly queue: JobQueue
  readonly storage: ReportStorage
  readonly sources: Omit<ReportSources, 'customersOf'>
  readonly clock: Clock
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly sendsMail: boolean
  readonly onError: (error: unknown) => void
}
