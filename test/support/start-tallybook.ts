import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const startTimeoutMs = 90_000

/** The first company of a server started for a test, and how to get in. */
export const firstCompany = {
  name: 'Lindqvist Outdoor',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  ownerEmail: 'owner@tallybook.example',
  ownerPassword: 'correct horse battery staple',
  apiKey: 'tb_test_0123456789abcdef0123456789abcdef0123456789abcdef',
} as const

export interface RunningTallybook {
  readonly url: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** Where an empty installation is set up, as the program says at its start. */
  readonly setupUrl: string | undefined
  /** Everything that the program wrote to standard error so far. */
  readonly log: () => string
  /** Graceful stop; resolves with the exit code. The data directory stays. */
  stop(): Promise<number | null>
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
  /** Stops if need be and deletes the data directory. */
  destroy(): Promise<void>
}

export interface StartTallybookOptions {
  readonly dataDir?: string
  /** Left empty, as a first start is: no company, nobody who could sign in. */
  readonly isEmpty?: boolean
  readonly environment?: Readonly<Record<string, string>>
}

const headlessSetup = {
  INIT_COMPANY: firstCompany.name,
  INIT_TIME_ZONE: firstCompany.timeZone,
  INIT_CURRENCY: firstCompany.currency,
  INIT_OWNER_EMAIL: firstCompany.ownerEmail,
  INIT_OWNER_PASSWORD: firstCompany.ownerPassword,
  INIT_API_KEY: firstCompany.apiKey,
} as const

/** Starts the real program as a process of its own, headlessly set up, and waits until it answers requests. */
export async function startTallybook(options: StartTallybookOptions = {}): Promise<RunningTallybook> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tallybook-')))
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      // As `npm start` has it.
      UV_THREADPOOL_SIZE: '16',
      ...(options.isEmpty ? {} : headlessSetup),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const { url, setupUrl } = await addressesOf(child, () => log)
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    return ended
  }
  return {
    url,
    setupUrl,
    dataDir,
    child,
    log: () => log,
    stop,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    destroy: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

interface Addresses {
  readonly url: string
  readonly setupUrl: string | undefined
}

function addressesOf(child: ChildProcess, log: () => string): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Tallybook did not answer within ${startTimeoutMs} ms.\n${output}${log()}`))
    }, startTimeoutMs)
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const url = /answers at (\S+)/.exec(output)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve({ url, setupUrl: /Set it up at (\S+)/.exec(output)?.[1] })
    })
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`Tallybook ended before it answered.\n${output}${log()}`))
    })
  })
}
