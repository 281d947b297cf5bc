import type { z } from 'zod'
import type {
  CreditNoteCreate,
  DetailsRole,
  invoicesFileQuerySchema,
  invoicesQuerySchema,
  monthClosesQuerySchema,
  ProFormaCreate,
  SupplierSettingsPut,
} from '../../src/contract/index.ts'
import { invoiceAnswers } from './invoice-answers.ts'
import { requestFile, requestJson } from './request.ts'
import { onceBy, withQuery } from './request-parts.ts'

type Signal = AbortSignal | undefined
export type InvoicesQuestion = z.input<typeof invoicesQuerySchema>
export type MonthsQuestion = z.input<typeof monthClosesQuerySchema>

const invoicePath = (id: string): string => `/api/v1/invoices/${encodeURIComponent(id)}`
const monthPath = (id: string): string => `/api/v1/month-closes/${encodeURIComponent(id)}`
const settingsPath = (role: DetailsRole): string => withQuery('/api/v1/supplier-settings', { role })

/** The part of the API that is about documents; its pages are loaded apart. Calls throw `ApiError`. */
export const invoiceApi = {
  list: (question: InvoicesQuestion, signal?: Signal) =>
    requestJson(withQuery('/api/v1/invoices', question), invoiceAnswers.invoices, { signal }),
  get: (id: string, signal?: Signal) => requestJson(invoicePath(id), invoiceAnswers.invoice, { signal }),
  pdf: (id: string, fileName: string) => requestFile(`${invoicePath(id)}/pdf`, fileName, {}),
  listFile: (question: z.input<typeof invoicesFileQuerySchema>, name: string) =>
    requestFile(withQuery('/api/v1/invoices/file', question), `${name}.${question.format}`, {}),
  charges: (
    id: string,
    question: { readonly line: number; readonly limit: number; readonly cursor?: string },
    signal?: Signal,
  ) =>
    requestJson(withQuery(`${invoicePath(id)}/charges`, question), invoiceAnswers.invoiceCharges, { signal }),
  createProForma: (body: ProFormaCreate, key: string) =>
    requestJson('/api/v1/invoices', invoiceAnswers.invoice, { method: 'POST', body, headers: onceBy(key) }),
  credit: (id: string, body: CreditNoteCreate, key: string) =>
    requestJson(`${invoicePath(id)}/credit-notes`, invoiceAnswers.invoice, {
      method: 'POST',
      body,
      headers: onceBy(key),
    }),
  /** Asked again with the same reason it changes nothing. */
  makeVoid: (id: string, reason: string) =>
    requestJson(`${invoicePath(id)}/void`, invoiceAnswers.invoice, { method: 'POST', body: { reason } }),

  months: {
    list: (question: MonthsQuestion, signal?: Signal) =>
      requestJson(withQuery('/api/v1/month-closes', question), invoiceAnswers.months, { signal }),
    retry: (id: string) =>
      requestJson(`${monthPath(id)}/retry`, invoiceAnswers.month, { method: 'POST', body: {} }),
    acceptUnrated: (id: string, reason: string) =>
      requestJson(`${monthPath(id)}/accept-unrated`, invoiceAnswers.month, {
        method: 'POST',
        body: { reason },
      }),
  },

  supplierSettings: {
    get: (role: DetailsRole, signal?: Signal) =>
      requestJson(settingsPath(role), invoiceAnswers.supplierSettings, { signal }),
    put: (role: DetailsRole, body: SupplierSettingsPut) =>
      requestJson(settingsPath(role), invoiceAnswers.supplierSettings, { method: 'PUT', body }),
  },
} as const
