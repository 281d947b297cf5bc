// npm run bench -- live --json
// From the answer to a posted event to its number in the page's answers, while 1,000 events/s come in: a listener does
// what an open Analytics page does, asking again what is on its first screen whenever the server says that facts changed.
import { setTimeout as pause } from 'node:timers/promises'
import { canonicalEventsOf } from '../../src/simulator/index.ts'
import { firstCompany, startTallybook } from '../support/start-tallybook.ts'
import { pageQuestions } from './page-questions.ts'
import { benchOptions, median, percentile, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ rate: 1_000, seconds: 60, 'per-request': 20, history: 100_000 })
const { rate = 0, seconds = 0, history = 0 } = numbers
const perRequest = numbers['per-request'] ?? 1
/** The page's own pause between two refreshes. */
const pagePauseMs = 250
const markerEveryMs = 2_000
const dayMs = 86_400_000

const server = await startTallybook()
const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text)
}

function eventsOf(seed: number, messages: number, days: number): unknown[] {
  const toMs = Date.now()
  const traffic = canonicalEventsOf({
    seed,
    messages,
    fromMs: toMs - days * dayMs,
    toMs,
    timeZone: firstCompany.timeZone,
  })
  return [...traffic].flatMap((second) => second.events)
}

/** Resolves the marker's time of arrival on the page when a refresh that began after the fold shows it. */
async function listen(stop: AbortSignal, onRefresh: () => Promise<void>): Promise<void> {
  const stream = await fetch(`${server.url}/api/v1/live`, { headers, signal: stop })
  let changed = false
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) if (Buffer.from(chunk).includes('changed')) changed = true
  })().catch(() => {})
  while (!stop.aborted) {
    if (changed) {
      changed = false
      await onRefresh()
      await pause(pagePauseMs)
    } else await pause(10)
  }
  await reading
}

try {
  progress(`history of ${history} messages`)
  const past = eventsOf(1, history, 30)
  for (let start = 0; start < past.length; start += 2_000)
    await post('/api/v1/events', past.slice(start, start + 2_000))
  const stream = eventsOf(2, Math.ceil((rate * (seconds + 5)) / 2), 1)
  const from = new Date(Date.now() - 30 * dayMs).toISOString()
  const to = new Date(Date.now() + dayMs).toISOString()
  const before = new Date(Date.now() - 61 * dayMs).toISOString()
  const questions = pageQuestions({ before, from, to })
    .filter(({ isOnFirstScreen }) => isOnFirstScreen)
    .map(({ question }) => question)

  const waiting = new Map<string, number>()
  const latenciesMs: number[] = []
  const refreshMs: number[] = []
  const stop = new AbortController()
  const listening = listen(stop.signal, async () => {
    const asked = [...waiting]
    const startedMs = performance.now()
    const answers = await Promise.all(
      questions.map(
        async (question) =>
          (await post('/api/v1/metrics/query', question)) as { rows: { channel?: string }[] },
      ),
    )
    refreshMs.push(performance.now() - startedMs)
    const seen = new Set(answers.flatMap(({ rows }) => rows.map(({ channel }) => channel)))
    for (const [name, answeredMs] of asked)
      if (seen.has(name) && waiting.delete(name)) latenciesMs.push(performance.now() - answeredMs)
  })

  progress(`${rate} events/s for ${seconds} s in requests of ${perRequest}`)
  const beginMs = performance.now()
  let sent = 0
  let marker = 0
  const answers: Promise<unknown>[] = []
  while (performance.now() - beginMs < seconds * 1_000) {
    const due = Math.floor(((performance.now() - beginMs) / 1_000) * rate)
    while (sent + perRequest <= due && sent + perRequest <= stream.length) {
      answers.push(post('/api/v1/events', stream.slice(sent, sent + perRequest)))
      sent += perRequest
    }
    if (performance.now() - beginMs > marker * markerEveryMs) {
      const name = `marker-${marker++}`
      // Each marker is a channel of its own, which the page's counts by channel and status name.
      const data = { message_id: name, channel: name, recipient: '+4915112345678' }
      const event = { specversion: '1.0', id: name, source: 'bench', type: 'message.delivered', data }
      answers.push(post('/api/v1/events', event).then(() => waiting.set(name, performance.now())))
    }
    await pause(5)
  }
  await Promise.all(answers)
  const reachedRate = sent / ((performance.now() - beginMs) / 1_000)
  for (let waits = 0; waiting.size > 0 && waits < 100; waits += 1) await pause(100)
  stop.abort()
  await listening
  report(
    'live',
    [
      {
        name: 'events/s posted and answered meanwhile',
        value: reachedRate,
        unit: 'events/s',
        goal: rate * 0.95,
        op: '>=',
      },
      { name: 'markers never seen', value: waiting.size, unit: 'events', goal: 0, op: '<=' },
      { name: 'answer to changed number, median', value: median(latenciesMs), unit: 'ms' },
      {
        name: 'answer to changed number, largest',
        value: percentile(latenciesMs, 1),
        unit: 'ms',
        goal: 2_000,
        op: '<=',
      },
      { name: 'questions of the first screen, median', value: median(refreshMs), unit: 'ms' },
    ],
    json,
  )
} finally {
  await server.destroy()
}
