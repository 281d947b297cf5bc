import type { Clock } from '../../core/index.ts'
import type { Database, Kysely, Records } from '../../records/index.ts'
import type { CreditedPayment } from './credit/credit-payment.ts'

export interface PaymentsDeps {
  readonly records: Pick<Records, 'asSystem' | 'withCompany' | 'system'>
  readonly clock: Clock
  /** 32 bytes; secrets of gateways are sealed with it. */
  readonly key: Buffer
  /** Where browsers and gateways reach the server, without a slash at its end. */
  readonly publicUrl: string
  /**
   * Gateways in test mode credit balances like any other, with money that nobody paid: whoever runs the installation says
   * whether they may be offered.
   */
  readonly allowsTestPayments: boolean
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Told of every new payment, in the transaction that credits it. */
  readonly onCredited?: (db: Kysely<Database>, payment: CreditedPayment) => Promise<void>
}
