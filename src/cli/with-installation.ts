import {
  type AdminAccess,
  type BookDrift,
  closeMonths,
  importFile,
  inTurn,
  isDataDirectoryLocked,
  lockDataDirectory,
  openRooms,
  prepareDataDirectory,
  type ReplayRequest,
  type Rooms,
  readAdminFile,
  replayArchives,
  replaySentence,
  type SeedRequest,
  type SeedResult,
  StartFailure,
  type StartOptions,
  seedCompanies,
  toMonthsAsked,
  type VerifyBooksOptions,
  verifyBooks,
} from '../app/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { RebuiltFacts } from '../facts/index.ts'
import {
  type AdminCommands,
  createServer,
  type ImportFileAsked,
  type ImportFileReport,
  type ReplayEnd,
  type ServerDependencies,
} from '../http/index.ts'
import type { CloseReport } from '../invoicing/index.ts'
import { askInSteps } from './ask-in-steps.ts'
import { askServer } from './ask-server.ts'

/** What a verb may do with an installation, whoever carries it out. */
export interface Installation extends Pick<AdminCommands, 'companies'> {
  /** @throws StartFailure while another server has the turn to fold. */
  rebuild(options: { companyId?: string }): Promise<RebuiltFacts>
  /** Places where the books do not agree; none in a sound installation. @throws StartFailure likewise. */
  verify(options: Required<VerifyBooksOptions>): Promise<readonly BookDrift[]>
  /** Closes the months that are due. @throws StartFailure likewise. */
  closeMonths(options: Parameters<AdminCommands['closeMonths']>[0]): Promise<CloseReport>
  /** Reads archives again. @throws StartFailure likewise, and when there is no such connection. */
  replay(options: Parameters<AdminCommands['replay']>[0]): Promise<readonly ReplayEnd[]>
  /** @throws StartFailure when there is no such company. */
  seed(options: SeedRequest): Promise<SeedResult>
  /** Takes in a file, or tries all of it. @throws StartFailure when it cannot be read */
  importFile(asked: ImportFileAsked): Promise<ImportFileReport>
  openApi(): Promise<unknown>
}

/** Works on the running server where there is one, on the data directory itself otherwise. */
export async function withInstallation<T>(
  options: StartOptions,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const dataDir = await prepareDataDirectory(options.settings.dataDir)
  if (isDataDirectoryLocked(dataDir)) {
    const access = await readAdminFile(dataDir)
    if (!access)
      throw new StartFailure(
        `Another process has the data directory ${dataDir} and does not answer yet: try again in a moment.`,
      )
    return work(overHttp(access))
  }
  return withOwnRooms(options, dataDir, work)
}

async function withOwnRooms<T>(
  options: StartOptions,
  dataDir: string,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const { settings, clock, log } = options
  const lock = await lockDataDirectory(dataDir)
  try {
    const publicUrl = settings.publicUrl ?? `http://127.0.0.1:${settings.port}`
    const rooms = await openRooms({ settings, dataDir, publicUrl, clock, log })
    try {
      return await work({
        companies: () => rooms.companies.allCompanies(),
        rebuild: async (asked) => orGiveUp(await inTurn(rooms, null, () => rooms.facts.rebuild(asked))),
        verify: async (asked) => orGiveUp(await inTurn(rooms, null, () => verifyBooks(rooms, asked))),
        closeMonths: async (asked) =>
          orGiveUp(await inTurn(rooms, null, (turn) => closeMonths(rooms, toMonthsAsked(asked), turn))),
        replay: (asked) => replayHere(rooms, asked),
        seed: async (asked) => orGiveUp(await seedCompanies(rooms, clock, asked)),
        importFile: async (asked) => {
          await rooms.imports.start()
          return orGiveUp(await importFile(rooms, asked))
        },
        openApi: () => openApiOf({ ...options, ...settings, ...rooms, publicUrl }),
      })
    } finally {
      await rooms.close()
    }
  } finally {
    await lock.release()
  }
}

async function replayHere(rooms: Rooms, asked: ReplayRequest): Promise<readonly ReplayEnd[]> {
  const names = new Map((await rooms.companies.allCompanies()).map(({ id, name }) => [id, name]))
  const ended = orGiveUp(orGiveUp(await inTurn(rooms, null, (turn) => replayArchives(rooms, asked, turn))))
  return ended.map((replay) => ({
    companyId: replay.companyId,
    state: replay.state,
    sentence: replaySentence(replay, names.get(replay.companyId) ?? ''),
  }))
}

function orGiveUp<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new StartFailure(result.failure.detail)
  return result.value
}

async function openApiOf(deps: ServerDependencies): Promise<unknown> {
  const server = await createServer(deps)
  const document = server.app.swagger()
  await server.app.close()
  return document
}

function overHttp(access: AdminAccess): Installation {
  return {
    companies: () => askServer(access, 'GET', '/api/admin/companies'),
    rebuild: (asked) => askServer(access, 'POST', '/api/admin/rebuild', asked),
    verify: ({ onProgress, ...asked }) => askInSteps(access, '/api/admin/verify', asked, onProgress),
    closeMonths: ({ onProgress, ...asked }) =>
      askInSteps(access, '/api/admin/close-months', asked, onProgress),
    replay: ({ onProgress, ...asked }) => askInSteps(access, '/api/admin/replay', asked, onProgress),
    seed: (asked) => askServer(access, 'POST', '/api/admin/seed', asked),
    importFile: ({ onProgress, ...asked }) => askInSteps(access, '/api/admin/import', asked, onProgress),
    openApi: () => askServer(access, 'GET', '/api/openapi.json'),
  }
}
