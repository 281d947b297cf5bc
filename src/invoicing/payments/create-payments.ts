import type { Principal } from '../../companies/index.ts'
import type {
  ApiCheckout,
  ApiPayableDocument,
  ApiPaymentGateway,
  BankStatements,
  BankStatementsQuery,
  CheckoutCreate,
  CheckoutOptions,
  CsvPreview,
  GatewayPut,
  ImportedLine,
  LineDecision,
  PaymentCreate,
  PaymentEntered,
  Payments as PaymentList,
  PaymentsQuery,
  StatementLines,
  StatementLinesQuery,
  StatementReport,
  StatementUploadQuery,
} from '../../contract/index.ts'
import type { Failure, Result } from '../../core/index.ts'
import type { AloneElsewhere } from '../../ledger/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { type CheckoutFailure, checkoutOptions, createCheckout } from './checkouts/create-checkout.ts'
import { playSandbox, viewCheckout } from './checkouts/view-checkout.ts'
import { creditApproved, type EntryFailure, enterPayment } from './credit/enter-payment.ts'
import { listPayableDocuments, listPayments } from './credit/list-payments.ts'
import type { GatewayEventFailure, GatewayRequest } from './gateways/payment-gateway.ts'
import { decideLine, type LineDecisionFailure } from './import/decide-line.ts'
import {
  type ImportFailure,
  importStatement,
  listStatements,
  previewCsvStatement,
} from './import/import-statement.ts'
import { listLines } from './import/list-lines.ts'
import { linesAlone } from './import/needs-other.ts'
import type { ReadingFailure } from './import/read-statement.ts'
import { gatewayForHook, takeGatewayEvent } from './inbox/take-gateway-event.ts'
import type { PaymentsDeps } from './payments-deps.ts'
import type { GatewayRow } from './settings/gateway-rows.ts'
import { listGateways, type PutFailure, putGateway } from './settings/put-gateway.ts'

type Answer<T, Codes extends string> = Promise<Result<T, Failure<Codes>>>

/** Money that comes in becomes balance, once: by card, by statements of banks, by the word of staff. */
export interface Payments {
  listPayments(
    caller: Principal,
    query: PaymentsQuery,
  ): Answer<PaymentList, 'forbidden' | 'invalid_cursor' | 'invalid_period'>
  listPayableDocuments(
    caller: Principal,
    companyId: string,
  ): Answer<ApiPayableDocument[], 'forbidden' | 'not_found'>
  enterPayment(
    caller: Principal,
    body: PaymentCreate,
    idempotencyKey: string | undefined,
  ): Promise<Result<PaymentEntered, EntryFailure>>
  /** For the ledger, in the transaction in which a second person approves a deposit. */
  creditApproved(db: Kysely<Database>, adjustmentId: string): Promise<void>
  /** For the ledger: what lines of statements credited on one person's word counts against the approval limit. */
  readonly linesAlone: AloneElsewhere

  checkoutOptions(caller: Principal): Answer<CheckoutOptions, 'forbidden'>
  createCheckout(
    caller: Principal,
    body: CheckoutCreate,
    idempotencyKey: string | undefined,
  ): Promise<Result<ApiCheckout, CheckoutFailure>>
  viewCheckout(caller: Principal, id: string): Answer<ApiCheckout, 'forbidden' | 'not_found'>
  playSandbox(
    caller: Principal,
    id: string,
    outcome: 'pay' | 'fail',
  ): Answer<ApiCheckout, 'forbidden' | 'not_found' | 'secrets_unreadable'>

  listGateways(caller: Principal): Answer<readonly ApiPaymentGateway[], 'forbidden'>
  putGateway(caller: Principal, put: GatewayPut): Promise<Result<ApiPaymentGateway, PutFailure>>
  gatewayForHook(gatewayId: string): Answer<GatewayRow, 'not_found'>
  takeGatewayEvent(
    gateway: GatewayRow,
    request: GatewayRequest,
  ): Promise<Result<void, GatewayEventFailure | Failure<'secrets_unreadable'>>>

  importStatement(
    caller: Principal,
    file: { readonly bytes: Uint8Array; readonly query: StatementUploadQuery },
  ): Promise<Result<StatementReport, ImportFailure>>
  previewCsvStatement(
    caller: Principal,
    bytes: Uint8Array,
  ): Promise<Result<CsvPreview, ReadingFailure | Failure<'forbidden'>>>
  listStatements(
    caller: Principal,
    query: BankStatementsQuery,
  ): Answer<BankStatements, 'forbidden' | 'invalid_cursor'>
  listLines(
    caller: Principal,
    query: StatementLinesQuery,
  ): Answer<StatementLines, 'forbidden' | 'invalid_cursor'>
  decideLine(
    caller: Principal,
    id: string,
    decision: LineDecision,
  ): Promise<Result<ImportedLine, LineDecisionFailure>>
}

/** Payments over the records; the ledger is posted to within their transactions. */
export function createPayments(deps: PaymentsDeps): Payments {
  return {
    listPayments: (caller, query) => listPayments(deps, caller, query),
    listPayableDocuments: (caller, companyId) => listPayableDocuments(deps, caller, companyId),
    enterPayment: (caller, body, key) => enterPayment(deps, caller, body, key),
    creditApproved: (db, adjustmentId) => creditApproved(db, deps, adjustmentId),
    linesAlone,
    checkoutOptions: (caller) => checkoutOptions(deps, caller),
    createCheckout: (caller, body, key) => createCheckout(deps, caller, body, key),
    viewCheckout: (caller, id) => viewCheckout(deps, caller, id),
    playSandbox: (caller, id, outcome) => playSandbox(deps, caller, id, outcome),
    listGateways: (caller) => listGateways(deps, caller),
    putGateway: (caller, put) => putGateway(deps, caller, put),
    gatewayForHook: (gatewayId) => gatewayForHook(deps, gatewayId),
    takeGatewayEvent: (gateway, request) => takeGatewayEvent(deps, gateway, request),
    importStatement: (caller, file) => importStatement(deps, caller, file),
    previewCsvStatement,
    listStatements: (caller, query) => listStatements(deps, caller, query),
    listLines: (caller, query) => listLines(deps, caller, query),
    decideLine: (caller, id, decision) => decideLine(deps, caller, id, decision),
  }
}
