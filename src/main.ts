import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import {
  isPlainFailure,
  type RunningServer,
  readSettings,
  type Settings,
  type StartOptions,
  startDemo,
  startServer,
} from './app/index.ts'
import { runCommand } from './cli/index.ts'
import { systemClock } from './core/index.ts'

/** Longest that a graceful stop may take before the process ends anyway. */
const stopTimeoutMs = 30_000
const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
/** Signals that come together are one wish. */
const sameSignalMs = 2_000
const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** Says in one sentence why the program ends. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function settingsFor(verb: 'start' | 'demo'): Settings {
  const read = readSettings(process.env, verb)
  return read.ok ? read.value : giveUp(read.failure.detail)
}

/** People read standard output; the log goes to standard error, one JSON object per line. */
function optionsFor(settings: Settings): StartOptions {
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  return { settings, clock: systemClock, log, version, pagesFolder: `${root}dist/web` }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function serve(verb: 'start' | 'demo'): Promise<void> {
  const options = optionsFor(settingsFor(verb))
  // A stop that is asked for while the program still starts waits for the start, and then stops it.
  const starting = verb === 'demo' ? startDemo({ ...options, say }) : startServer(options)
  starting.catch(() => {})
  const grace = closeWithGrace(
    { delay: stopTimeoutMs, logger: false, skip: [...stopSignals] },
    async ({ err }) => {
      if (err) options.log.fatal({ err }, 'the program ends by a fault of its own')
      const running = await starting.catch(() => null)
      await running?.stop()
    },
  )
  stopWhenAsked(() => void grace.close())
  const running = await starting
  await announce(running, verb)
  void running.lost.then(async (sentence) => {
    process.stderr.write(`${sentence}\n`)
    await running.stop()
    process.exit(1)
  })
}

/**
 * Stops once, however often it is asked: a service manager or a closed terminal sends its signal to every process of the
 * group, and the one that began this passes its own on. A signal that comes later means "now".
 */
function stopWhenAsked(stop: () => void): void {
  let askedMs: number | undefined
  const ask = (): void => {
    if (askedMs === undefined) {
      askedMs = performance.now()
      stop()
    } else if (performance.now() - askedMs > sameSignalMs) process.exit(1)
  }
  for (const signal of stopSignals) process.on(signal, ask)
  process.once('disconnect', () => {
    if (askedMs === undefined) ask()
  })
}

async function announce(running: RunningServer, verb: 'start' | 'demo'): Promise<void> {
  if (verb === 'start' && (await running.rooms.companies.setupNeeded())) {
    say(`Set it up at ${running.publicUrl}/setup?code=${running.rooms.companies.setUpCode()}`)
  }
  say(`Tallybook answers at ${running.publicUrl}`)
}

const [verb = 'start', ...args] = process.argv.slice(2)
try {
  if (verb === 'start' || verb === 'demo') await serve(verb)
  else if (verb === 'cli') await runCommand(args, optionsFor(settingsFor('start')))
  else giveUp(`Unknown verb "${verb}": use start, demo or cli.`)
} catch (error) {
  if (isPlainFailure(error)) giveUp(error.message)
  process.stderr.write(
    `Tallybook cannot start by a fault of its own: ${error instanceof Error ? error.stack : error}\n`,
  )
  process.exit(1)
}
