import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const startTimeoutMs = 90_000
export const childKey = 'tb_key_of_the_child_0001'
export const childOwner = { email: 'owner@child.example', password: 'a child of its time' }

/** A real Tallybook in a process of its own, listening on a free port of 127.0.0.1. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  /** Everything that it printed for people. */
  readonly output: () => string
  /** Its log and complaints. */
  readonly errors: () => string
  /** Exit code or signal once it has ended, null while it runs. */
  readonly fate: () => string | null
  /** Asks as the company's key, each change under an idempotency key of its own. */
  ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }>
  /** Resolves with the exit code once it has ended; null after a signal that it could not handle. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export async function makeDataDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-child-'))
  return { path: join(folder, 'data'), remove: () => rm(folder, { recursive: true, force: true }) }
}

export function environmentFor(dataDir: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'warn',
    INIT_COMPANY: 'Child & Sons',
    INIT_TIME_ZONE: 'Europe/Berlin',
    INIT_CURRENCY: 'EUR',
    INIT_OWNER_EMAIL: childOwner.email,
    INIT_OWNER_PASSWORD: childOwner.password,
    INIT_API_KEY: childKey,
    ...more,
  }
}

export function spawnTallybook(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [main, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a verb to its end and gives what it printed. */
export async function runTallybook(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnTallybook(args, environment)
  const [stdout, stderr] = [collect(child, 'stdout'), collect(child, 'stderr')]
  const [code] = await once(child, 'close')
  return { code, stdout: stdout(), stderr: stderr() }
}

/** Resolves when it answers requests. */
export async function startChild(dataDir: string, more: Record<string, string> = {}): Promise<ChildServer> {
  const child = spawnTallybook(['start'], environmentFor(dataDir, more))
  const output = collect(child, 'stdout')
  const errors = collect(child, 'stderr')
  const ended = once(child, 'exit')
  const tooLate = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs)
  const url = await Promise.race([
    urlFrom(child, output),
    ended.then(([code, signal]) =>
      Promise.reject(
        new Error(
          `it ended with ${code ?? signal}, having to answer within ${startTimeoutMs} ms: ${errors()}`,
        ),
      ),
    ),
  ]).finally(() => clearTimeout(tooLate))
  return {
    url,
    pid: child.pid ?? 0,
    output,
    errors,
    fate: () => (child.exitCode === null ? child.signalCode : String(child.exitCode)),
    ask: async (method, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${childKey}`,
          'content-type': 'application/json',
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') ?? false
      return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
    },
    end: async (signal) => {
      child.kill(signal)
      const [code] = await ended
      return code
    },
  }
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = ''
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

function urlFrom(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const url = /Tallybook answers at (\S+)/.exec(output())?.[1]
      if (url) resolve(url)
    })
  })
}

/** Asks again until the answer is as wanted, as numbers follow events by a moment; gives up after twenty seconds. */
export async function eventually<T>(ask: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const untilMs = performance.now() + 20_000
  for (;;) {
    const value = await ask()
    if (wanted(value) || performance.now() > untilMs) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const twoYearsMs = 2 * 365 * 86_400_000

/** How many messages the company has, over all of time that events may have. */
export async function countMessages(server: ChildServer): Promise<number> {
  const { body } = await server.ask('POST', '/api/v1/metrics/query', {
    metrics: ['messages.created'],
    from: new Date(Date.now() - twoYearsMs).toISOString(),
    to: new Date(Date.now() + twoYearsMs).toISOString(),
  })
  return (body as { totals: Record<string, number> }).totals['messages.created'] ?? 0
}

export interface PostingLoad {
  /** Events answered with 200 so far. */
  answered(): number
  /** Ends the posting; resolves with the events answered in all. */
  stop(): Promise<number>
}

/** Posts events from several senders, each waiting for its answer, until stopped or until nobody answers any more. */
export function startPosting(
  server: ChildServer,
  senders: number,
  makeBody: (sender: number, turn: number) => unknown,
  onAnswered: (sender: number, turn: number) => void = () => {},
): PostingLoad {
  const abort = new AbortController()
  let answered = 0
  const send = async (sender: number): Promise<void> => {
    for (let turn = 0; !abort.signal.aborted; turn += 1) {
      try {
        const { status, body } = await server.ask('POST', '/api/v1/events', makeBody(sender, turn))
        if (status !== 200) continue
        answered += (body as { accepted: number }).accepted
        onAnswered(sender, turn)
      } catch {
        return
      }
    }
  }
  const sending = Promise.all(Array.from({ length: senders }, (_, sender) => send(sender)))
  return {
    answered: () => answered,
    stop: async () => {
      abort.abort()
      await sending
      return answered
    },
  }
}
