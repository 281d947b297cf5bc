import type { z } from 'zod'
import type {
  CsvMapping,
  checkoutCreateSchema,
  GatewayPut,
  LineDecision,
  PaymentCreate,
  paymentsFileQuerySchema,
  StatementLineState,
} from '../../src/contract/index.ts'
import { paymentsAnswers } from './payments-answers.ts'
import { requestFile, requestJson } from './request.ts'

type Signal = AbortSignal | undefined
interface Page {
  readonly cursor?: string
  readonly limit?: number
}

function withQuery(path: string, values: object): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value))
  return `${path}?${params}`
}

/** With the same key a repeated request changes nothing: a lost answer may be asked for again. */
const onceBy = (key: string) => ({ 'idempotency-key': key })
const asFile = { 'content-type': 'application/octet-stream' }
const checkoutPath = (id: string): string => `/api/v1/checkouts/${encodeURIComponent(id)}`

/** The part of the API that is about money that comes in. Calls throw `ApiError`. */
export const paymentsApi = {
  list: (page: Page, signal?: Signal) =>
    requestJson(withQuery('/api/v1/payments', page), paymentsAnswers.payments, { signal }),
  file: (question: z.input<typeof paymentsFileQuerySchema>, name: string) =>
    requestFile(withQuery('/api/v1/payments/file', question), `${name}.${question.format}`, {}),
  enter: (body: PaymentCreate, key: string) =>
    requestJson('/api/v1/payments', paymentsAnswers.paymentEntered, {
      method: 'POST',
      body,
      headers: onceBy(key),
    }),
  documentsOf: (companyId: string, signal?: Signal) =>
    requestJson(
      withQuery('/api/v1/payable-documents', { company_id: companyId }),
      paymentsAnswers.payableDocuments,
      { signal },
    ),

  lines: (question: Page & { readonly state: StatementLineState }, signal?: Signal) =>
    requestJson(withQuery('/api/v1/statement-lines', question), paymentsAnswers.statementLines, { signal }),
  decide: (lineId: string, decision: LineDecision) =>
    requestJson(
      `/api/v1/statement-lines/${encodeURIComponent(lineId)}/decide`,
      paymentsAnswers.statementLine,
      { method: 'POST', body: decision },
    ),

  statements: (page: Page, signal?: Signal) =>
    requestJson(withQuery('/api/v1/bank-statements', page), paymentsAnswers.bankStatements, { signal }),
  preview: (file: Blob) =>
    requestJson('/api/v1/bank-statements/preview', paymentsAnswers.csvPreview, {
      method: 'POST',
      body: file,
      headers: asFile,
    }),
  /** A mapping is what CSV needs; other formats are known by themselves. */
  upload: (file: Blob, mapping: CsvMapping | null) =>
    requestJson(
      withQuery('/api/v1/bank-statements', mapping === null ? {} : { mapping: JSON.stringify(mapping) }),
      paymentsAnswers.statementReport,
      { method: 'POST', body: file, headers: asFile },
    ),

  checkoutOptions: (signal?: Signal) =>
    requestJson('/api/v1/checkouts/options', paymentsAnswers.checkoutOptions, { signal }),
  createCheckout: (body: z.input<typeof checkoutCreateSchema>, key: string) =>
    requestJson('/api/v1/checkouts', paymentsAnswers.checkout, {
      method: 'POST',
      body,
      headers: onceBy(key),
    }),
  checkout: (id: string, signal?: Signal) =>
    requestJson(checkoutPath(id), paymentsAnswers.checkout, { signal }),
  playSandbox: (id: string, outcome: 'pay' | 'fail') =>
    requestJson(`${checkoutPath(id)}/sandbox`, paymentsAnswers.checkout, {
      method: 'POST',
      body: { outcome },
    }),

  gateways: (signal?: Signal) =>
    requestJson('/api/v1/payment-gateways', paymentsAnswers.gateways, { signal }),
  putGateway: (put: GatewayPut) =>
    requestJson('/api/v1/payment-gateways', paymentsAnswers.gateway, { method: 'PUT', body: put }),
} as const
