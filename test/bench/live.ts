// npm run bench -- live --json
// From the answer to a posted event to its number in the page's answers, while 1,000 events/s come in: a listener does
// what an open Analytics page does, asking all its questions again whenever the server says that facts changed.
import { setTimeout as pause } from 'node:timers/promises'
import { canonicalEventsOf } from '../../src/simulator/index.ts'
import { firstCompany, startTallybook } from '../support/start-tallybook.ts'
import { pageQuestions } from './page-questions.ts'
import { benchOptions, median, percentile, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ rate: 1_000, seconds: 60, 'per-request': 20, history: 100_000 })
const { rate = 0, seconds = 0, history = 0 } = numbers
const perRequest = numbers['per-request'] ?? 1
/** The page's own pause between two refreshes. */
const pagePauseMs = 400
const markerEveryMs = 2_000
const dayMs = 86_400_000

const server = await startTallybook()
const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }

async function post(path: string, body: unknown): Promise<Response> {
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer
}

function eventsOf(seed: number, messages: number): unknown[] {
  const toMs = Date.now()
  const traffic = canonicalEventsOf({
    seed,
    messages,
    fromMs: toMs - 30 * dayMs,
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
  const past = eventsOf(1, history)
  for (let start = 0; start < past.length; start += 2_000)
    await post('/api/v1/events', past.slice(start, start + 2_000))
  const stream = eventsOf(2, Math.ceil((rate * (seconds + 5)) / 3))
  const from = new Date(Date.now() - 30 * dayMs).toISOString()
  const to = new Date(Date.now() + dayMs).toISOString()
  const questions = pageQuestions(from, to).map(({ question }) => question)

  const waiting = new Map<string, number>()
  const latenciesMs: number[] = []
  const refreshMs: number[] = []
  const stop = new AbortController()
  const listening = listen(stop.signal, async () => {
    const asked = [...waiting]
    const startedMs = performance.now()
    const marked = { metrics: ['messages.created'], by: ['campaign'], from, to, limit: 10_000 }
    const [rows] = await Promise.all([
      post('/api/v1/metrics/query', marked).then(
        async (answer) => (await answer.json()) as { rows: { campaign: string }[] },
      ),
      ...questions.map(async (question) => (await post('/api/v1/metrics/query', question)).json()),
    ])
    refreshMs.push(performance.now() - startedMs)
    const seen = new Set(rows.rows.map((row) => row.campaign))
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
      const data = { message_id: name, channel: 'sms', recipient: '+4915112345678', campaign: name }
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
      { name: 'all questions of the page, median', value: median(refreshMs), unit: 'ms' },
    ],
    json,
  )
} finally {
  await server.destroy()
}
