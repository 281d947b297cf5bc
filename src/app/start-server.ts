import type { Logger } from 'pino'
import { type Clock, hourMs, ok } from '../core/index.ts'
import type { Replay } from '../facts/index.ts'
import { type AdminCommands, createServer, type Server } from '../http/index.ts'
import { resolveByNameServer, resolveBySystem } from '../notices/index.ts'
import { makeAdminToken, removeAdminFile, writeAdminFile } from './admin-file.ts'
import { askGuarded } from './ask-guarded.ts'
import { ChatSources } from './chat-sources.ts'
import { ChatSourcesRunner } from './chat-sources-runner.ts'
import { type ClaimedPort, claimPort, portSentence } from './claim-port.ts'
import { closeAll } from './close-all.ts'
import { prepareDataDirectory } from './data-directory.ts'
import { lockDataDirectory } from './data-directory-lock.ts'
import { importFile } from './import-file.ts'
import { inTurn, takeTurn } from './in-turn.ts'
import { LogRewriter } from './log-rewriter.ts'
import { closeMonths, MonthCloseRunner, toMonthsAsked } from './month-close-runner.ts'
import { NightlyVerify } from './nightly-verify.ts'
import { openRooms, type Rooms } from './open-rooms.ts'
import { carryOutReplays, type ReplayRequest, replayArchives, replaySentence } from './replay-archives.ts'
import { ReportWatcher } from './report-watcher.ts'
import { seedCompanies } from './seed-companies.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'
import { Ticker } from './ticker.ts'
import { verifyBooks } from './verify-books.ts'

const recordsLostSentence =
  'The embedded PostgreSQL ended by itself: its log says why; start Tallybook again.'
/** A process that does not fold cannot know what changed, and asks open pages to look again this often. */
const lookAgainMs = 5_000

export interface RunningServer {
  /** Where browsers and providers reach it. */
  readonly publicUrl: string
  readonly rooms: Rooms
  /** Says that events were accepted past HTTP, so that they are folded soon. */
  readonly wake: () => void
  /** Resolves with a sentence when the server cannot go on: its engine ended by itself. */
  readonly lost: Promise<string>
  /** Stops listening, answers what is running, flushes, closes the engines and frees the data directory. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Logger
  readonly version: string
  readonly pagesFolder: string
  /** Runs when the rooms are open and before requests are answered. */
  readonly prepare?: (rooms: Rooms) => Promise<void>
}

/**
 * Starts everything, in this order: checks, lock, engines and rooms, headless set-up, ticker, HTTP.
 * @throws StartFailure, RecordsFailure, FactsError: each message is one sentence. Nothing is left running then.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { settings, clock, log } = options
  const claimed = await claimPort(settings.host, settings.port)
  const publicUrl = settings.publicUrl ?? `http://${hostInUrl(settings.host)}:${claimed.port}`
  const closers: (() => Promise<void>)[] = [() => claimed.release()]
  try {
    const dataDir = await prepareDataDirectory(settings.dataDir)
    const lock = await lockDataDirectory(dataDir)
    closers.unshift(() => lock.release())
    const accepted = { tell: () => undefined as void }
    const onAccepted = () => accepted.tell()
    const rooms = await openRooms({ settings, dataDir, publicUrl, clock, log, onAccepted })
    closers.unshift(() => rooms.close())
    await setUpHeadless(rooms, settings)
    await options.prepare?.(rooms)
    const served = await serve({ ...options, rooms, claimed, publicUrl, dataDir })
    closers.unshift(served.close)
    accepted.tell = served.wake
    const lost = Promise.withResolvers<string>()
    let stopped: Promise<void> | undefined
    void (async () => {
      await rooms.recordsLost
      if (!stopped) lost.resolve(recordsLostSentence)
    })()
    return {
      publicUrl,
      rooms,
      wake: served.wake,
      lost: lost.promise,
      // Asked twice, it is the same stop: a second one would free the directory under the first.
      stop: () => (stopped ??= closeAll(closers, log)),
    }
  } catch (error) {
    await closeAll(closers, log)
    throw error
  }
}

async function setUpHeadless(rooms: Rooms, settings: Settings): Promise<void> {
  if (settings.initial === null) return
  const made = await rooms.companies.initialise(settings.initial)
  if (!made.ok) throw new StartFailure(`The headless set-up failed: ${made.failure.detail}`)
}

interface ServeOptions extends StartOptions {
  readonly rooms: Rooms
  readonly claimed: ClaimedPort
  readonly publicUrl: string
  readonly dataDir: string
}

async function serve(options: ServeOptions): Promise<{ close: () => Promise<void>; wake: () => void }> {
  const { settings, rooms, claimed, dataDir } = options
  const token = makeAdminToken()
  // The server wakes the ticker and the ticker tells the server's pages: one of the two has to be known later.
  const wake: { ticker: Ticker | null } = { ticker: null }
  const closer = createMonthCloseRunner(options)
  const rewriter = createLogRewriter(options, () => wake.ticker?.wake())
  const sources = createChatSources(options)
  const stopping = new AbortController()
  const server = await createServer({
    log: options.log,
    companies: rooms.companies,
    ingest: rooms.ingest,
    metrics: rooms.metrics,
    ledger: rooms.ledger,
    pricing: rooms.pricing,
    rating: rooms.rating,
    invoicing: rooms.invoicing,
    payments: rooms.payments,
    notices: rooms.notices,
    reports: rooms.reports,
    imports: rooms.imports,
    personalData: rooms.personalData,
    chatSettings: rooms.chatSettings,
    records: rooms.records,
    facts: rooms.facts,
    publicUrl: options.publicUrl,
    probeSecret: rooms.probeSecret,
    trustedProxies: settings.trustedProxies,
    version: options.version,
    pagesFolder: options.pagesFolder,
    onAccepted: () => wake.ticker?.wake(),
    onMonthAsked: () => closer.wake(),
    onErasureAsked: () => rewriter.wake(),
    onReplayAsked: () => rewriter.wake(),
    reconcile: (connection) => sources.reconcile(connection, stopping.signal),
    admin: {
      token,
      companies: () => rooms.companies.allCompanies(),
      rebuild: (asked) => inTurn(rooms, wake.ticker, () => rooms.facts.rebuild(asked)),
      verify: (asked) => inTurn(rooms, wake.ticker, () => verifyBooks(rooms, asked)),
      closeMonths: (asked) =>
        inTurn(rooms, wake.ticker, (turn) => closeMonths(rooms, toMonthsAsked(asked), turn)),
      importFile: (asked) => importFile(rooms, asked),
      replay: (asked) => replayOverHttp(options, wake.ticker, asked),
      seed: async (asked) => {
        const seeded = await seedCompanies(rooms, options.clock, asked)
        wake.ticker?.wake()
        return seeded
      },
    },
  })
  const ticker = createTicker(options, server)
  wake.ticker = ticker
  const nightly = createNightlyVerify(options, server)
  const chats = createChatSourcesRunner(options, sources, () => ticker.wake())
  const watcher = createReportWatcher(options, server)
  const lookAgain = setInterval(() => {
    if (!ticker.folds) server.live.publishToAll()
  }, lookAgainMs)
  const forgetting = forgetRefusedHourly(options)
  const close = async (): Promise<void> => {
    clearInterval(lookAgain)
    clearInterval(forgetting)
    await removeAdminFile(dataDir)
    stopping.abort(new Error('The server stops.'))
    await watcher.stop()
    await server.app.close()
    await chats.stop()
    await rewriter.stop()
    await rooms.rating.close()
    await rooms.chatSettings.close()
    await nightly.stop()
    await closer.stop()
    await rooms.usagePoster.stop()
    await rooms.notices.stop()
    await rooms.reports.stop()
    await rooms.imports.stop()
    await ticker.stop()
  }
  ticker.start()
  rooms.rating.start((work) => ticker.whileMine(work))
  rooms.chatSettings.start((work) => ticker.whileMine(work))
  rooms.usagePoster.start((work) => ticker.whileMine(work))
  nightly.start((work) => ticker.whileMine(work))
  closer.start((work) => ticker.whileMine(work))
  chats.start((work) => ticker.whileMine(work))
  rewriter.start((work) => ticker.whileMine(work))
  rooms.notices.start()
  watcher.start()
  try {
    await rooms.reports.start()
    await rooms.imports.start()
    await listen(server, settings.host, claimed)
    await writeAdminFile(dataDir, { url: `http://${hostInUrl(settings.host)}:${claimed.port}`, token })
  } catch (error) {
    await close()
    throw error
  }
  return { close, wake: () => ticker.wake() }
}

function forgetRefusedHourly({ rooms, log }: ServeOptions): NodeJS.Timeout {
  return setInterval(() => {
    rooms.companies
      .forgetRefused()
      .catch((error: unknown) =>
        log.error({ err: error }, 'old refused callbacks were not deleted; it is tried again'),
      )
  }, hourMs)
}

async function listen(server: Server, host: string, { port, release }: ClaimedPort): Promise<void> {
  try {
    await release()
    await server.app.listen({ host, port })
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new StartFailure(portSentence(error, host, port))
    throw error
  }
}

function createTicker({ rooms, log }: ServeOptions, server: Server): Ticker {
  return new Ticker({
    takeTurn: () => takeTurn(rooms),
    fold: () => rooms.facts.foldChanges(),
    merge: () => rooms.facts.mergeQuietPartitions(),
    onChange: (report) => {
      server.live.publish(report.companyIds)
      rooms.companies
        .noteEvents(report.companyIds)
        .catch((error: unknown) =>
          log.error({ err: error }, 'last events were not noted; the next tick tries again'),
        )
    },
    onTick: (durationMs, report) => server.metrics.tick(durationMs, report.keys),
    onError: (error) => {
      server.metrics.tickFailed()
      log.error({ err: error }, 'a tick failed; it is tried again')
    },
  })
}

function createNightlyVerify({ rooms, clock, log }: ServeOptions, server: Server): NightlyVerify {
  return new NightlyVerify({
    verify: () => verifyBooks(rooms),
    clock,
    onVerified: (drifts) => {
      server.metrics.verified(drifts.length)
      for (const drift of drifts) log.error(drift, 'the books do not agree')
    },
    onError: (error) =>
      log.error({ err: error }, 'the books could not be verified; the next night tries again'),
  })
}

function createChatSources({ rooms, settings, clock }: ServeOptions): ChatSources {
  const allowsPrivate = settings.allowsPrivateWebhooks
  const ask = askGuarded({ allowsPrivate, resolve: allowsPrivate ? resolveBySystem : resolveByNameServer })
  return new ChatSources({ companies: rooms.companies, facts: rooms.facts, clock, ask })
}

function createChatSourcesRunner(
  { log }: ServeOptions,
  sources: ChatSources,
  onAccepted: () => void,
): ChatSourcesRunner {
  return new ChatSourcesRunner({
    sources,
    onAccepted,
    onFailures: (failures) =>
      log.warn({ failures }, 'sources of chats could not be read; they are asked again'),
    onError: (error) =>
      log.error({ err: error }, 'sources of chats were not looked after; it is tried again'),
  })
}

function createMonthCloseRunner({ rooms, log }: ServeOptions): MonthCloseRunner {
  return new MonthCloseRunner({
    close: (turn) => closeMonths(rooms, {}, turn),
    onClosed: ({ anomalies, withoutFile, ...sums }) => {
      log.info(sums, 'months were closed')
      if (withoutFile.length > 0) log.error({ invoices: withoutFile }, 'files of invoices could not be made')
      for (const { companyId, anomaly } of anomalies)
        log.error({ companyId, ...anomaly }, 'the month of a company is set aside')
    },
    onError: (error) => log.error({ err: error }, 'months could not be closed; it is tried again'),
  })
}

function createLogRewriter({ rooms, log }: ServeOptions, onChanged: () => void): LogRewriter {
  return new LogRewriter({
    rewrite: [
      async (signal) => {
        if ((await rooms.personalData.carryOut(signal)).length > 0) onChanged()
      },
      async (signal) => {
        for (const replay of await carryOutReplays(rooms, { signal })) {
          logReplay(log, replay)
          onChanged()
        }
      },
    ],
    onError: (error) => log.error({ err: error }, 'logs could not be rewritten; it is tried again'),
  })
}

/** Who had what read again, and what that changed. */
function logReplay(log: Logger, replay: Replay): void {
  const { replayId, companyId, connectionIds, fromMs, askedBy, requestsRead, events, added, removed } = replay
  const note = { replayId, companyId, connectionIds, fromMs, askedBy, requestsRead, events, added, removed }
  if (replay.state === 'failed')
    log.error({ ...note, detail: replay.detail }, 'a replay failed and changed nothing')
  else log.info(note, 'an archive was read again')
}

async function replayOverHttp(
  { rooms, log }: ServeOptions,
  ticker: Ticker | null,
  asked: ReplayRequest,
): ReturnType<AdminCommands['replay']> {
  const names = new Map((await rooms.companies.allCompanies()).map(({ id, name }) => [id, name]))
  const done = await inTurn(rooms, ticker, (turn) => replayArchives(rooms, asked, turn))
  const ended = done.ok ? done.value : done
  if (!ended.ok) return ended
  for (const replay of ended.value) logReplay(log, replay)
  ticker?.wake()
  return ok(
    ended.value.map((replay) => ({
      companyId: replay.companyId,
      state: replay.state,
      sentence: replaySentence(replay, names.get(replay.companyId) ?? ''),
    })),
  )
}

/** Open pages hear of reports whichever process makes them. */
function createReportWatcher({ rooms, log }: ServeOptions, server: Server): ReportWatcher {
  return new ReportWatcher({
    isAsked: () => server.live.connections > 0,
    changedCompanies: () => rooms.reports.changedCompanies(),
    onChange: (companyIds) => server.live.publishReports(companyIds),
    onError: (error) => log.warn({ err: error }, 'changes of reports could not be looked for'),
  })
}

/** 0.0.0.0 and :: are no addresses to go to. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
