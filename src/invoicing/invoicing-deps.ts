import type { Clock } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'

/** What invoicing asks of the records. */
export type InvoicingRecords = Pick<Records, 'asSystem' | 'withCompany' | 'system'>

export interface InvoicingDeps {
  readonly records: InvoicingRecords
  readonly facts: Pick<Facts, 'usage' | 'forCompany' | 'ping'>
  readonly clock: Clock
  /** What people call a network, by MCC-MNC; undefined where it is not known. */
  readonly networkName: (network: string) => string | undefined
}
