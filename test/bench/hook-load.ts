import { Agent, request } from 'node:http'
import { percentile } from './report.ts'

/** A callback, signed, as a provider posts it. */
export interface SignedHook {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface HookLoad {
  /** The n-th callback, each another one. */
  readonly hookAt: (index: number) => SignedHook
  readonly firstIndex: number
  readonly connections: number
  readonly seconds: number
  /** So many a second, whether answers come or not; absent: as many as the connections carry. */
  readonly perSecond?: number
}

export interface HookLoadResult {
  readonly posted: number
  readonly answered: number
  readonly overloaded: number
  readonly seconds: number
  /** From the moment at which it was due, so that a server that stalls is not let off. */
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Posts callbacks for a time; counts 2xx, and 429 and 503 as overloaded; any other answer is an error. */
export async function postHooks(load: HookLoad): Promise<HookLoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const latenciesMs: number[] = []
  let overloaded = 0
  let posted = 0
  const startedMs = performance.now()
  const endMs = startedMs + load.seconds * 1_000
  const dueAt = (place: number): number =>
    load.perSecond === undefined ? performance.now() : startedMs + (place * 1_000) / load.perSecond
  const worker = async (): Promise<void> => {
    for (;;) {
      const place = posted
      const dueMs = dueAt(place)
      if (dueMs >= endMs || performance.now() >= endMs) return
      posted += 1
      const waitMs = dueMs - performance.now()
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      const status = await post(agent, load.hookAt(load.firstIndex + place))
      if (status >= 200 && status < 300) latenciesMs.push(performance.now() - dueMs)
      else if (status === 429 || status === 503) overloaded += 1
      else throw new Error(`The server answered ${status}.`)
    }
  }
  await Promise.all(Array.from({ length: load.connections }, worker))
  const seconds = (performance.now() - startedMs) / 1_000
  agent.destroy()
  return {
    posted,
    answered: latenciesMs.length,
    overloaded,
    seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  }
}

function post(agent: Agent, { url, headers, body }: SignedHook): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { agent, method: 'POST', headers: { ...headers, 'content-length': body.byteLength } },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
        answer.once('error', reject)
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
