import type { FastifyBaseLogger } from 'fastify'
import type { ChatSettingsRoom } from '../chat-settings/index.ts'
import type { Companies } from '../companies/index.ts'
import type {
  Import,
  ImportKind,
  ImportMapping,
  ImportResult,
  ImportState,
  SaidMapping,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { Facts, RebuiltFacts } from '../facts/index.ts'
import type { Imports } from '../imports/index.ts'
import type { HookConnection, Ingest, ReconcileReport } from '../ingest/index.ts'
import type { CloseReport, Invoicing, Payments } from '../invoicing/index.ts'
import type { Ledger, Pricing } from '../ledger/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type { Notices } from '../notices/index.ts'
import type { PersonalData } from '../personal-data/index.ts'
import type { Rating } from '../rating/index.ts'
import type { Reports } from '../reports/index.ts'

/** What the server is made of; the composition root opens and closes it. */
export interface ServerDependencies {
  readonly log: FastifyBaseLogger
  readonly companies: Companies
  readonly ingest: Ingest
  readonly metrics: Metrics
  readonly ledger: Ledger
  /** What a message costs that is about to be sent. */
  readonly pricing: Pricing
  readonly rating: Rating
  readonly invoicing: Invoicing
  readonly payments: Payments
  readonly notices: Notices
  readonly reports: Reports
  readonly imports: Imports
  readonly personalData: PersonalData
  readonly chatSettings: ChatSettingsRoom
  readonly records: { ping(): Promise<void> }
  readonly facts: Pick<Facts, 'ping' | 'replays'>
  /** Where browsers and providers reach the server, without a slash at its end. */
  readonly publicUrl: string
  /** Of the installation: by it a server knows its own answers to a test of an address. */
  readonly probeSecret: string
  /** Addresses and ranges of proxies that may say who is calling. */
  readonly trustedProxies: readonly string[]
  readonly version: string
  /** Folder of the built pages. */
  readonly pagesFolder: string
  /** Called after events were accepted, so that they are folded soon. */
  readonly onAccepted?: () => void
  /** Reads from the source of a connection what its webhooks missed; nothing can be read by default. */
  readonly reconcile?: (
    connection: HookConnection,
  ) => Promise<Result<ReconcileReport, Failure<'conflict' | 'source_unreachable' | 'overloaded'>>>
  /** Called when somebody says that a month may be closed now. */
  readonly onMonthAsked?: () => void
  /** Called when somebody asks for an erasure, or says how long people are kept. */
  readonly onErasureAsked?: () => void
  /** Called when somebody asks for a replay. */
  readonly onReplayAsked?: () => void
  /** Commands of the command line to the running server; none by default. */
  readonly admin?: AdminCommands
}

/** A file on this machine that is to be imported. Paths are absolute. */
export interface ImportFileAsked {
  readonly companyId?: string
  readonly path: string
  readonly kind: ImportKind
  /** What is not left to the guess. */
  readonly mapping: SaidMapping
  /** Every row is tried, nothing is taken. */
  readonly isDryRun: boolean
  /** Where the refused rows are written, with reasons; nowhere by default. */
  readonly refusedPath?: string
  readonly onProgress: (sentence: string) => void
}

export interface ImportFileReport {
  readonly state: ImportState
  readonly error: Import['error']
  readonly mapping: ImportMapping
  readonly result: ImportResult | null
}

/** What `npx tallybook` asks of a running server, over the loopback, with a token that only its user can read. */
export interface AdminCommands {
  readonly token: string
  companies(): Promise<readonly { id: string; name: string }[]>
  /** Failure `conflict` while another server has the turn to fold. */
  rebuild(options: { companyId?: string }): Promise<Result<RebuiltFacts, Failure<'conflict'>>>
  /** Places where charges, postings and balances do not agree. Failure `conflict` likewise. */
  verify(options: {
    readonly isFull: boolean
    readonly onProgress: (sentence: string) => void
  }): Promise<Result<readonly { companyId: string; detail: string }[], Failure<'conflict'>>>
  /** Closes the months that are due. Failure `conflict` likewise. */
  closeMonths(options: {
    readonly companyId?: string
    /** `2026-09`: only months of this name. */
    readonly month?: string
    /** Without waiting for late facts. */
    readonly isGraceSkipped: boolean
    readonly onProgress: (sentence: string) => void
  }): Promise<Result<CloseReport, Failure<'conflict'>>>
  /** Takes in a file of this machine, or tries all of it. */
  importFile(asked: ImportFileAsked): Promise<Result<ImportFileReport, Failure>>
  /** Reads archives once more. Failure `conflict` likewise, `not_found` where there is no such connection. */
  replay(options: {
    readonly companyId?: string
    readonly connection?: string
    readonly fromMs?: number
    readonly onProgress: (sentence: string) => void
  }): Promise<Result<readonly ReplayEnd[], Failure<'conflict' | 'not_found'>>>
  seed(options: {
    companyId?: string
    messages: number
    chats: number
    calls: number
    seed: number
  }): Promise<
    Result<{ messages: number; chats: number; calls: number; events: number }, Failure<'not_found'>>
  >
}

/** What a replay came to. */
export interface ReplayEnd {
  readonly companyId: string
  readonly state: string
  readonly sentence: string
}
