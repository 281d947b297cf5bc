import type { Principal } from '../companies/index.ts'
import type {
  CreditNoteCreate,
  DetailsRole,
  InvoiceCharges,
  InvoiceChargesQuery,
  InvoiceDetail,
  Invoices,
  InvoicesQuery,
  ProFormaCreate,
  SupplierSettingsPut,
  SupplierSettingsView,
  VoidInvoice,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { createInvoiceRenderer } from '../documents/index.ts'
import { type ClosedMonths, createMonthCloses } from './close/month-closes.ts'
import { type CreditNoteFailure, createCreditNote } from './documents/create-credit-note.ts'
import { createProForma, type ProFormaFailure } from './documents/create-pro-forma.ts'
import type { AccessFailure } from './documents/document-access.ts'
import {
  type InvoiceFile,
  invoiceFile,
  type RenderOptions,
  readFile,
  renderMissing,
} from './documents/invoice-file.ts'
import { type ChargesFailure, listCharges } from './documents/list-charges.ts'
import { type ListFailure, listDocuments } from './documents/list-documents.ts'
import { readDocument } from './documents/read-document.ts'
import {
  putSupplierSettings,
  type SettingsFailure,
  viewSupplierSettings,
} from './documents/supplier-settings.ts'
import { voidDocument } from './documents/void-document.ts'
import type { InvoicingDeps } from './invoicing-deps.ts'

/** What a company is asked to pay: documents, and what they are made by. */
export interface Invoicing extends ClosedMonths {
  /** Of the caller's company as a seller, or of its provider. */
  supplierSettings(
    caller: Principal,
    role: DetailsRole,
  ): Promise<Result<SupplierSettingsView, Failure<'forbidden' | 'not_found'>>>
  putSupplierSettings(
    caller: Principal,
    role: DetailsRole,
    put: SupplierSettingsPut,
  ): Promise<Result<SupplierSettingsView, SettingsFailure>>
  /** Of the caller's company, or what it issued. */
  listDocuments(caller: Principal, query: InvoicesQuery): Promise<Result<Invoices, ListFailure>>
  readDocument(caller: Principal, id: string): Promise<Result<InvoiceDetail, AccessFailure>>
  /** The PDF of a document that the caller may read. */
  readFile(caller: Principal, id: string): Promise<Result<InvoiceFile, AccessFailure | Failure<'overloaded'>>>
  /** The PDF of any document: rendered and stored now when it was not yet. */
  invoiceFile(id: string): Promise<Result<InvoiceFile, Failure<'not_found' | 'overloaded'>>>
  /** Renders the files of all documents that have none. */
  renderMissing(
    options?: RenderOptions,
  ): Promise<{ readonly rendered: number; readonly failed: readonly string[] }>
  createProForma(
    caller: Principal,
    body: ProFormaCreate,
    idempotencyKey: string | undefined,
  ): Promise<Result<InvoiceDetail, ProFormaFailure>>
  /** Takes back an invoice or some of it, for who issued it. */
  createCreditNote(
    caller: Principal,
    invoiceId: string,
    body: CreditNoteCreate,
    idempotencyKey: string | undefined,
  ): Promise<Result<InvoiceDetail, CreditNoteFailure>>
  /** Makes a document void that nothing rests on, for who issued it. */
  voidDocument(
    caller: Principal,
    id: string,
    body: VoidInvoice,
  ): Promise<Result<InvoiceDetail, AccessFailure | Failure<'not_voidable'>>>
  /** The charges behind an invoice, or behind one line of it. */
  listCharges(
    caller: Principal,
    id: string,
    query: InvoiceChargesQuery,
  ): Promise<Result<InvoiceCharges, ChargesFailure>>
  /** Ends the thread that renders. The records stay open. */
  close(): Promise<void>
}

export function openInvoicing(deps: InvoicingDeps): Invoicing {
  const renderer = createInvoiceRenderer()
  const files = { records: deps.records, clock: deps.clock, renderer }
  return {
    ...createMonthCloses(deps),
    supplierSettings: (caller, role) => viewSupplierSettings(deps, caller, role),
    putSupplierSettings: (caller, role, put) => putSupplierSettings(deps, caller, role, put),
    listDocuments: (caller, query) => listDocuments(deps, caller, query),
    readDocument: (caller, id) => readDocument(deps, caller, id),
    readFile: (caller, id) => readFile(files, caller, id),
    invoiceFile: (id) => invoiceFile(files, id),
    renderMissing: (options) => renderMissing(files, options),
    createProForma: (caller, body, key) => createProForma(deps, caller, body, key),
    createCreditNote: (caller, id, body, key) => createCreditNote(deps, caller, id, body, key),
    voidDocument: (caller, id, body) => voidDocument(deps, caller, id, body),
    listCharges: (caller, id, query) => listCharges(deps, caller, id, query),
    close: () => renderer.close(),
  }
}
