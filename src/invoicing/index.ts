export {
  type CloseAsked,
  type CloseReport,
  type CloseSums,
  closeDueMonths,
  type MonthSetAside,
} from './close/month-closer.ts'
export type { InvoiceFile } from './documents/invoice-file.ts'
export type { InvoicingDeps } from './invoicing-deps.ts'
export type { DetailsMissing, Missing } from './missing-for-document.ts'
export { type Invoicing, openInvoicing } from './open-invoicing.ts'
export { createPayments, type Payments } from './payments/create-payments.ts'
export type { CreditedPayment } from './payments/credit/credit-payment.ts'
export {
  type Checkout,
  type CheckoutFailure,
  type CheckoutOrder,
  type GatewayEvent,
  type GatewayEventFailure,
  type GatewayRequest,
  maxGatewayBodyBytes,
  type PaymentGateway,
} from './payments/gateways/payment-gateway.ts'
export {
  createSandboxGateway,
  type SandboxEvent,
  sandboxRequest,
} from './payments/gateways/sandbox-gateway.ts'
export { createStripeGateway, type StripeSettings } from './payments/gateways/stripe/stripe-gateway.ts'
export {
  type DocumentIndex,
  indexDocuments,
  type PayableDocument,
} from './payments/matching/document-index.ts'
export { type MatchProposal, proposeMatch } from './payments/matching/propose-match.ts'
export type { GatewayRow } from './payments/settings/gateway-rows.ts'
export {
  type AccountStatement,
  type BankStatement,
  maxStatementBytes,
  maxStatementLines,
  type StatementFailure,
  type StatementFault,
  type StatementLine,
} from './payments/statements/bank-statement.ts'
export { previewCsv } from './payments/statements/csv/preview-csv.ts'
export {
  readBankStatement,
  type StatementReading,
  statementFormatOf,
} from './payments/statements/read-bank-statement.ts'
