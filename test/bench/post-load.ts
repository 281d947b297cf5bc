import { Agent, request } from 'node:http'
import { percentile } from './report.ts'

export interface LoadOptions {
  readonly url: string
  readonly apiKey: string
  readonly bodies: readonly string[]
  readonly connections: number
}

export interface LoadResult {
  readonly seconds: number
  readonly answered: number
  readonly overloaded: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Posts every body once, from so many connections at a time; counts 200 and 429; any other answer is an error. */
export async function postLoad(options: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const latenciesMs: number[] = []
  let overloaded = 0
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < options.bodies.length; index = next++) {
      const startedMs = performance.now()
      const status = await post(agent, options, options.bodies[index] ?? '')
      if (status === 200) latenciesMs.push(performance.now() - startedMs)
      else if (status === 429) overloaded += 1
      else throw new Error(`The server answered ${status}.`)
    }
  }
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: options.connections }, worker))
  const seconds = (performance.now() - startedMs) / 1000
  agent.destroy()
  return {
    seconds,
    answered: latenciesMs.length,
    overloaded,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  }
}

function post(agent: Agent, options: LoadOptions, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${options.url}/api/v1/events`,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${options.apiKey}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
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
