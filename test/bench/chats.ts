// npm run bench -- chats --json
// Every question of the page of chat graphs for one company over a month and over a year, warm, beside the leanest hand-written SQL with
// the same answer on merged data, and beside a support desk's tables in PostgreSQL; and how many events of chats are folded in a second.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricsQuerySchema } from '../../src/contract/index.ts'
import { openFacts } from '../../src/facts/index.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { chatEvents, chatSettings, eventsOfChat } from './chat-events.ts'
import { type ChatPageQuestion, chatPageQuestions } from './chat-page-questions.ts'
import { chatsCompany, chatsWorld, makeChatsWorld } from './chats-world.ts'
import { openPlainPostgresChats } from './plain-postgres-chats.ts'
import { benchOptions, type Figure, median, medianMs, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ chats: 2_000_000, operators: 500, events: 1_000_000, part: 1 })
const { chats = 0, operators = 0, events = 0 } = numbers

/** Times that each question is asked, and before these. */
const [runs, warmUps] = [7, 2]
const hourMs = 3_600_000
const company = { id: chatsCompany, name: 'Bench', time_zone: chatsWorld.timeZone, currency: 'EUR' }
const hourText = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')

const periods = [
  {
    of: 'month',
    before: chatsWorld.before,
    from: chatsWorld.month,
    to: chatsWorld.to,
    granularity: 'day',
    goals: { ratio: { goal: 1.5, op: '<=' }, page: { goal: 500, op: '<=' } },
  },
  {
    of: 'year',
    before: '2024-09-01T00:00:00+02:00',
    from: chatsWorld.from,
    to: chatsWorld.to,
    granularity: 'week',
    goals: { ratio: { goal: 1.5, op: '<=' }, page: {} },
  },
] as const

interface Cost {
  readonly elapsedMs: number
  readonly cpuMs: number
}

/** What calls cost, asked one after the other time and again, so that what else the machine does falls on all of them. */
async function inTurns(calls: readonly (() => Promise<unknown>)[]): Promise<readonly Cost[]> {
  const samples = calls.map((call) => ({ call, elapsedMs: [] as number[], cpuMs: [] as number[] }))
  for (let run = 0; run < runs + warmUps; run += 1)
    for (const { call, elapsedMs, cpuMs } of samples) {
      const cpu = process.cpuUsage()
      const startedMs = performance.now()
      await call()
      if (run < warmUps) continue
      elapsedMs.push(performance.now() - startedMs)
      const { user, system } = process.cpuUsage(cpu)
      cpuMs.push((user + system) / 1000)
    }
  return samples.map(({ elapsedMs, cpuMs }) => ({ elapsedMs: median(elapsedMs), cpuMs: median(cpuMs) }))
}

/** The page over a month and over a year. */
async function measurePage(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
  try {
    const world = await makeChatsWorld(join(scratch, 'clickhouse'), chats, operators)
    const metrics = createMetrics({ facts: world.facts, clock: world.clock })
    const postgres = await openPlainPostgresChats(scratch, world.direct)
    const ask = async ({ question }: ChatPageQuestion) => {
      const answer = await metrics.query(company, metricsQuerySchema.parse(question))
      if (!answer.ok) throw new Error(answer.failure.detail)
    }
    const askLean = async ({ lean, question }: ChatPageQuestion) => {
      const [fromMs, toMs] = [Date.parse(question.from), Date.parse(question.to)]
      const query_params = {
        company: company.id,
        from: hourText(Math.floor(fromMs / hourMs) * hourMs),
        to: hourText(Math.ceil(toMs / hourMs) * hourMs),
        from_ms: fromMs,
        to_ms: toMs,
        now_ms: world.clock(),
      }
      await Promise.all(
        lean.map(async (query) => (await world.direct.query({ query, format: 'JSON', query_params })).json()),
      )
    }
    const figures: Figure[] = [
      { name: 'chats', value: world.chats, unit: 'rows' },
      { name: 'messages of chats', value: world.messages, unit: 'items' },
      ...Object.entries(postgres.rows).map(([table, value]) => ({
        name: `PostgreSQL: ${table}, of the last two months`,
        value,
        unit: 'rows',
      })),
    ]
    for (const { of, goals, ...period } of periods) {
      const questions = chatPageQuestions(period)
      const ratios: number[] = []
      const cpuRatios: number[] = []
      for (const asked of questions) {
        const [ours, lean] = await inTurns([() => ask(asked), () => askLean(asked)])
        const [oursMs, leanMs] = [ours?.elapsedMs ?? 0, lean?.elapsedMs ?? 0]
        ratios.push(oursMs / leanMs)
        cpuRatios.push((ours?.cpuMs ?? 0) / (lean?.cpuMs ?? 0))
        const name = `${of}, ${asked.name}`
        figures.push(
          { name, value: oursMs, unit: 'ms' },
          { name: `${name} ÷ leanest`, value: oursMs / leanMs, unit: 'ratio', ...goals.ratio },
        )
        progress(`${name}: ${Math.round(oursMs)} ms, ${(oursMs / leanMs).toFixed(2)} of the leanest`)
        const { from, to } = asked.question
        if (of !== 'month' || asked.postgres.length === 0) continue
        const values = ['1', new Date(from).toISOString(), new Date(to).toISOString()]
        const postgresMs = await medianMs(
          async () => {
            for (const text of asked.postgres) await postgres.ask(text, values)
          },
          3,
          1,
        )
        figures.push({ name: `${name}: PostgreSQL ÷ ours`, value: postgresMs / oursMs, unit: 'ratio' })
      }
      const [page, leanPage] = await inTurns([
        () => Promise.all(questions.map(ask)),
        () => Promise.all(questions.map(askLean)),
      ])
      progress(
        `${of}: whole page ${Math.round(page?.elapsedMs ?? 0)} ms, CPU ${Math.round(page?.cpuMs ?? 0)} ms`,
      )
      figures.push(
        { name: `${of}: median ratio to the leanest`, value: median(ratios), unit: 'ratio', ...goals.ratio },
        {
          name: `${of}: whole page, ${questions.length} questions at once`,
          value: page?.elapsedMs ?? 0,
          unit: 'ms',
          ...goals.page,
        },
        { name: `${of}: the same, CPU of all threads`, value: page?.cpuMs ?? 0, unit: 'ms' },
        { name: `${of}: whole page, the leanest`, value: leanPage?.elapsedMs ?? 0, unit: 'ms' },
        { name: `${of}: the same, CPU of all threads`, value: leanPage?.cpuMs ?? 0, unit: 'ms' },
        {
          name: `${of}: median ratio of CPU to the leanest`,
          value: median(cpuRatios),
          unit: 'ratio',
          ...goals.ratio,
        },
      )
    }
    await postgres.close()
    await world.direct.close()
    await world.facts.close()
    return figures
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Events are imported and folded through the real path: all of them in one tick, and a tick of 20,000 chats. */
async function measureFold(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
  const dataDir = join(scratch, 'clickhouse')
  const facts = await openFacts({
    dataDir,
    clock: () => Date.now(),
    chatSettings: () => Promise.resolve(chatSettings),
  })
  try {
    await facts.migrate()
    facts.beginTurn()
    const tick = async (first: number, count: number) => {
      let importMs = 0
      for (let from = first; from < first + count; from += chatsOfImport) {
        const batch = chatEvents(from, Math.min(chatsOfImport, first + count - from))
        const startedMs = performance.now()
        await facts.importChatEvents(batch)
        importMs += performance.now() - startedMs
      }
      const startedMs = performance.now()
      const cpu = process.cpuUsage()
      const folded = await facts.foldChanges()
      const { user, system } = process.cpuUsage(cpu)
      if (folded.chats !== count) throw new Error(`${folded.chats} chats were folded instead of ${count}.`)
      return { importMs, foldMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 }
    }
    const all = Math.ceil(events / eventsOfChat)
    await tick(0, 1_000)
    const bulk = await tick(1_000, all)
    const small = await tick(1_000 + all, chatsOfTick)
    const perSecond = (ms: number): number => (all * eventsOfChat) / (ms / 1000)
    return [
      { name: 'events of chats imported', value: perSecond(bulk.importMs), unit: 'events/s' },
      { name: 'events of chats folded', value: perSecond(bulk.foldMs), unit: 'events/s' },
      { name: 'the same by CPU of all threads', value: perSecond(bulk.cpuMs), unit: 'events/CPU s' },
      {
        name: `a tick of ${chatsOfTick} chats, ${chatsOfTick * eventsOfChat} events`,
        value: small.foldMs,
        unit: 'ms',
      },
      { name: 'the same, CPU of all threads', value: small.cpuMs, unit: 'ms' },
    ]
  } finally {
    await facts.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

const chatsOfImport = 2_000
const chatsOfTick = 20_000

/** The embedded engine opens one directory per process. */
function measureApart(part: number): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const args = Object.entries({ ...numbers, part }).flatMap(([name, value]) => [`--${name}`, `${value}`])
    const child = fork(import.meta.filename, args)
    child.once('message', (figures) => resolve(figures as Figure[]))
    child.once('exit', (code) => (code === 0 ? undefined : reject(new Error(`Part ${part} failed.`))))
  })
}

if (numbers['part'] === 1) {
  progress(`folding ${events} events`)
  const folded = await measureApart(2)
  progress(`${chats} chats of ${operators} operators`)
  report('chats', [...(await measureApart(3)), ...folded], json)
} else {
  const figures = await (numbers['part'] === 2 ? measureFold() : measurePage())
  process.send?.(figures, () => process.exit(0))
}
