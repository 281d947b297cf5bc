export type { PricedRequest } from './authorize-batch.ts'
export {
  type AdjustmentFailure,
  type AloneElsewhere,
  createAdjustmentAnd,
  needsSecondPerson,
} from './create-adjustment.ts'
export type { HoldEnd, OpenHold } from './holds.ts'
export { type LowBalance, lowBalancesAtOnce, takeLowBalances } from './low-balances.ts'
export { type Ledger, openLedger } from './open-ledger.ts'
export { type AmountFailure, maxAmountMicros, parseAmount } from './parse-amount.ts'
export { type PostingFailure, withPostingFailures } from './post-adjustment.ts'
export { type InvoicePosting, lockBalance, postInvoice, readFunds } from './post-invoice.ts'
export { type PaymentPosting, postPayment } from './post-payment.ts'
export type { PostedUsage } from './posted-usage.ts'
export type { MessagePrice, Pricing } from './pricing.ts'
export type { UsagePass, UsageTotal } from './usage-passes.ts'
export { companiesSetAside, type UsageSetAside, usageNotPosted } from './usage-set-aside.ts'
export type { Drift, DriftKind } from './verify-balances.ts'
