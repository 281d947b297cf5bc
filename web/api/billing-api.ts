import type { z } from 'zod'
import type {
  AdjustmentCreate,
  AdjustmentKind,
  BalanceSettings,
  CompanyDetailsPut,
  DetailsRole,
  PriceImport,
  PriceListDraft,
  PricesInstead,
  priceAssignmentCreateSchema,
  priceListCreateSchema,
  priceSimulationRequestSchema,
} from '../../src/contract/index.ts'
import { answers } from './answers.ts'
import { ApiError } from './api-error.ts'
import { billingAnswers } from './billing-answers.ts'
import { requestFile, requestJson, requestNothing } from './request.ts'
import { onceBy, withQuery } from './request-parts.ts'

type Signal = AbortSignal | undefined
export type FileFormat = 'csv' | 'xlsx'

/** RFC 3339 instants; kinds separated by commas. */
export interface TransactionsQuestion {
  readonly from: string
  readonly to: string
  readonly kind?: string
  readonly usage?: 'each' | 'day'
  readonly time_zone?: string
}

interface Period {
  readonly from: string
  readonly to: string
}

export interface VersionName {
  readonly listId: string
  readonly number: number
}

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<FileFormat, string>

const adjustmentPaths = {
  deposit: '/api/v1/deposits',
  correction: '/api/v1/corrections',
  refund: '/api/v1/refunds',
} as const satisfies Record<AdjustmentKind, string>

const detailsPaths = {
  company: '/api/v1/company/details',
  provider: '/api/v1/company/provider-details',
} as const satisfies Record<DetailsRole, string>

const listPath = (listId: string): string => `/api/v1/price-lists/${encodeURIComponent(listId)}`
const versionPath = ({ listId, number }: VersionName): string => `${listPath(listId)}/versions/${number}`
const assignmentPath = (listId: string, id: string): string =>
  `${listPath(listId)}/assignments/${encodeURIComponent(id)}`

/** The part of the API that is about money: the pages that ask it are loaded apart. Calls throw `ApiError`. */
export const billingApi = {
  changeBalanceSettings: (body: BalanceSettings) =>
    requestJson('/api/v1/balance/settings', answers.balance, { method: 'PATCH', body }),

  transactions: {
    list: (
      question: TransactionsQuestion & { readonly cursor?: string; readonly limit?: number },
      signal?: Signal,
    ) => requestJson(withQuery('/api/v1/transactions', question), billingAnswers.transactions, { signal }),
    file: (
      question: TransactionsQuestion & {
        readonly format: FileFormat
        readonly time_zone: string
        readonly language: string
      },
      name: string,
    ) => requestFile(withQuery('/api/v1/transactions/file', question), `${name}.${question.format}`, {}),
  },

  adjustments: {
    create: (kind: AdjustmentKind, body: AdjustmentCreate, key: string) =>
      requestJson(adjustmentPaths[kind], billingAnswers.adjustment, {
        method: 'POST',
        body,
        headers: onceBy(key),
      }),
    waiting: (signal?: Signal) =>
      requestJson('/api/v1/adjustments?state=waiting', billingAnswers.adjustments, { signal }),
    decide: (id: string, decision: 'approve' | 'decline') =>
      requestJson(`/api/v1/adjustments/${encodeURIComponent(id)}/${decision}`, billingAnswers.adjustment, {
        method: 'POST',
        body: {},
      }),
  },

  settingChanges: {
    /** The latest ones of a company. */
    list: (companyId: string, signal?: Signal) =>
      requestJson(
        withQuery('/api/v1/balance/settings/changes', { company_id: companyId, limit: 20 }),
        billingAnswers.settingChanges,
        { signal },
      ),
    decide: (id: string, decision: 'approve' | 'decline') =>
      requestJson(
        `/api/v1/balance/settings/changes/${encodeURIComponent(id)}/${decision}`,
        billingAnswers.settingChange,
        { method: 'POST', body: {} },
      ),
  },

  priceLists: {
    list: (signal?: Signal) => requestJson('/api/v1/price-lists', billingAnswers.priceLists, { signal }),
    get: (listId: string, signal?: Signal) =>
      requestJson(listPath(listId), billingAnswers.priceList, { signal }),
    create: (body: z.input<typeof priceListCreateSchema>, key: string) =>
      requestJson('/api/v1/price-lists', billingAnswers.priceList, {
        method: 'POST',
        body,
        headers: onceBy(key),
      }),
    rename: (listId: string, name: string) =>
      requestJson(listPath(listId), billingAnswers.priceList, { method: 'PATCH', body: { name } }),
    delete: (listId: string) => requestNothing(listPath(listId), { method: 'DELETE' }),
  },

  versions: {
    get: (name: VersionName, signal?: Signal) =>
      requestJson(versionPath(name), billingAnswers.version, { signal }),
    /** A draft: empty, or a copy of another version. */
    create: (listId: string, copyOf: number | null, key: string) =>
      requestJson(`${listPath(listId)}/versions`, billingAnswers.newVersion, {
        method: 'POST',
        body: { copy_of: copyOf },
        headers: onceBy(key),
      }),
    replace: (name: VersionName, draft: PriceListDraft) =>
      requestNothing(versionPath(name), { method: 'PUT', body: draft }),
    publish: (name: VersionName, key: string) =>
      requestNothing(`${versionPath(name)}/publish`, { method: 'POST', body: {}, headers: onceBy(key) }),
    file: (name: VersionName, format: FileFormat, fileName: string) =>
      requestFile(withQuery(`${versionPath(name)}/file`, { format }), `${fileName}.${format}`, {}),
    /** Rows that are not right are an answer here, not a failure: they say what to correct. */
    importFile: async (name: VersionName, format: FileFormat, file: Blob): Promise<PriceImport> => {
      try {
        return await requestJson(
          withQuery(`${versionPath(name)}/file`, { format }),
          billingAnswers.priceImport,
          {
            method: 'PUT',
            body: file,
            headers: { 'content-type': mediaTypes[format] },
          },
        )
      } catch (error) {
        if (error instanceof ApiError && billingAnswers.priceImport(error.problem)) return error.problem
        throw error
      }
    },
    simulate: (name: VersionName, body: z.input<typeof priceSimulationRequestSchema>, signal?: Signal) =>
      requestJson(`${versionPath(name)}/simulate`, billingAnswers.simulation, {
        method: 'POST',
        body,
        signal,
      }),
  },

  assignments: {
    create: (listId: string, body: z.input<typeof priceAssignmentCreateSchema>, key: string) =>
      requestJson(`${listPath(listId)}/assignments`, billingAnswers.assignment, {
        method: 'POST',
        body,
        headers: onceBy(key),
      }),
    end: (listId: string, id: string, to: string | null) =>
      requestJson(assignmentPath(listId, id), billingAnswers.assignment, { method: 'PATCH', body: { to } }),
    /** Without `instead` it fails with `leaves_gap` where the company would have no prices then. */
    withdraw: (listId: string, id: string, key: string, instead?: PricesInstead) =>
      requestNothing(
        instead === undefined
          ? assignmentPath(listId, id)
          : withQuery(assignmentPath(listId, id), { instead }),
        { method: 'DELETE', headers: onceBy(key) },
      ),
  },

  details: {
    get: (role: DetailsRole, signal?: Signal) =>
      requestJson(detailsPaths[role], billingAnswers.details, { signal }),
    put: (role: DetailsRole, body: CompanyDetailsPut) =>
      requestJson(detailsPaths[role], billingAnswers.details, { method: 'PUT', body }),
  },

  pricedCompanies: (signal?: Signal) =>
    requestJson('/api/v1/priced-companies', billingAnswers.pricedCompanies, { signal }),
  /** What is in force for the own company; null: nothing. */
  prices: (signal?: Signal) => requestJson('/api/v1/prices', billingAnswers.prices, { signal }),
  unrated: (period: Period, signal?: Signal) =>
    requestJson(withQuery('/api/v1/unrated', period), billingAnswers.unrated, { signal }),
} as const
