// npm run bench -- hooks --json
// Signed single callbacks of Twilio, Meta and SendGrid over HTTP, each answered when it is on disk: how long an answer takes at a steady
// rate, the highest rate that is held, whether all that was answered is counted, and memory over time. The load is made on the same machine.
import { readFile, rm } from 'node:fs/promises'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type HookLoad, type HookLoadResult, postHooks } from './hook-load.ts'
import { benchOptions, type Figure, median, progress, report } from './report.ts'
import { connectHooks } from './signed-hooks.ts'

const { json, numbers } = benchOptions({ seconds: 20, rate: 1_000, connections: 128 })
const { seconds = 0, rate = 0, connections = 0 } = numbers
const mebibyte = 1024 * 1024

/** Resident memory of the server, once a second. */
function watchMemory(pid: number): { readonly samples: number[]; stop: () => void } {
  const samples: number[] = []
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1]
    if (kilobytes !== undefined) samples.push(Number(kilobytes) * 1024)
  }, 1_000)
  return { samples, stop: () => clearInterval(timer) }
}

/** Messages that the pages count, once it no longer grows. */
async function countedMessages(server: RunningTallybook, expected: number): Promise<number> {
  const body = JSON.stringify({
    metrics: ['messages.created'],
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }
  for (let turn = 0; ; turn += 1) {
    const answer = await fetch(`${server.url}/api/v1/metrics/query`, { method: 'POST', headers, body })
    const { totals } = (await answer.json()) as { totals: Record<string, number> }
    const counted = totals['messages.created'] ?? 0
    if (counted >= expected || turn === 60) return counted
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

function figuresOf(name: string, load: HookLoadResult): Figure[] {
  return [
    { name: `${name}: callbacks/s`, value: load.answered / load.seconds, unit: 'callbacks/s' },
    { name: `${name}: answers 429 or 503`, value: load.overloaded, unit: 'answers' },
  ]
}

const server = await startTallybook()
try {
  const hookAt = await connectHooks(server.url)
  const pid = server.child.pid ?? 0
  const loads: HookLoadResult[] = []
  let firstIndex = 0
  const run = async (load: Pick<HookLoad, 'seconds' | 'perSecond'>): Promise<HookLoadResult> => {
    const result = await postHooks({ ...load, hookAt, firstIndex, connections })
    firstIndex += result.posted
    loads.push(result)
    return result
  }
  progress('warming up')
  await run({ seconds: 5, perSecond: Math.max(1, Math.floor(rate / 2)) })
  const memory = watchMemory(pid)
  progress(`${rate} callbacks/s for ${seconds} s`)
  const steady = await run({ seconds, perSecond: rate })
  progress(`as many as ${connections} connections carry, for ${seconds} s`)
  const most = await run({ seconds })
  memory.stop()
  const answered = loads.reduce((sum, load) => sum + load.answered, 0)
  const counted = await countedMessages(server, answered)
  const half = Math.floor(memory.samples.length / 2)
  const growth = median(memory.samples.slice(half)) / median(memory.samples.slice(0, half))
  report(
    'hooks',
    [
      { name: `${rate}/s: p50 of the answer`, value: steady.p50Ms, unit: 'ms', goal: 50, op: '<=' },
      { name: `${rate}/s: p99 of the answer`, value: steady.p99Ms, unit: 'ms', goal: 500, op: '<=' },
      ...figuresOf(`${rate}/s`, steady),
      ...figuresOf('highest rate', most),
      { name: 'highest rate: p50 of the answer', value: most.p50Ms, unit: 'ms' },
      { name: 'highest rate: p99 of the answer', value: most.p99Ms, unit: 'ms' },
      { name: 'answered and not counted', value: answered - counted, unit: 'messages', goal: 0, op: '<=' },
      { name: 'memory, most', value: Math.max(...memory.samples) / mebibyte, unit: 'MiB' },
      { name: 'memory, second half ÷ first half', value: growth, unit: 'ratio' },
    ],
    json,
  )
} finally {
  await server.stop()
  await rm(server.dataDir, { recursive: true, force: true })
}
