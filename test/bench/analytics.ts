// npm run bench -- analytics --json
// Every question of the Analytics page for one company over a month, warm, beside the leanest hand-written query with
// the same answer on merged data, and beside a plain PostgreSQL table; and how cost grows with the number of messages.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricsQuerySchema } from '../../src/contract/index.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { benchCompany, makeWorld, world } from './analytics-world.ts'
import { pageQuestions } from './page-questions.ts'
import { openPlainPostgres } from './plain-postgres.ts'
import { benchOptions, type Figure, median, medianMs, progress, report } from './report.ts'

const { json, numbers } = benchOptions({
  messages: 20_000_000,
  companies: 50,
  'postgres-messages': 5_000_000,
  part: 1,
})
const { messages = 0, companies = 0 } = numbers
const postgresMessages = numbers['postgres-messages'] ?? 0
/** Sizes at which the growth of cost is shown. */
const shares = [0.05, 0.25, 1]

const company = { id: benchCompany(7), name: 'Bench', time_zone: world.timeZone, currency: 'EUR' }
const utcHour = (instant: string) => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')

/** Figures of one size, measured in a process of its own: the embedded engine opens one directory per process. */
async function measure(size: number): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
  const millions = `${size / 1e6} M`
  try {
    const { facts, direct, rebuildSeconds } = await makeWorld(join(scratch, 'clickhouse'), size, companies)
    const metrics = createMetrics({ facts, clock: () => Date.now() })
    const questions = pageQuestions({ before: world.from, from: world.month, to: world.to })
    const ask = async (question: (typeof questions)[number]['question']) => {
      const answer = await metrics.query(company, metricsQuerySchema.parse(question))
      if (!answer.ok) throw new Error(answer.failure.detail)
    }
    const figures: Figure[] = [
      { name: `${millions}: rebuild of all facts`, value: rebuildSeconds, unit: 's' },
    ]
    const postgres =
      size === postgresMessages || size === messages * 0.25
        ? await openPlainPostgres(
            join(scratch, 'plain'),
            direct,
            Array.from({ length: companies }, (_, index) => benchCompany(index + 1)),
          )
        : undefined
    const ratios: number[] = []
    for (const { name, question, lean, postgres: sql } of questions) {
      const oursMs = await medianMs(() => ask(question))
      const query_params = {
        company: company.id,
        from: utcHour(question.from),
        to: utcHour(question.to),
      }
      const leanMs = await medianMs(async () => {
        await (await direct.query({ query: lean, format: 'JSON', query_params })).json()
      })
      ratios.push(oursMs / leanMs)
      figures.push(
        { name: `${millions}, ${name}`, value: oursMs, unit: 'ms' },
        {
          name: `${millions}, ${name} ÷ leanest`,
          value: oursMs / leanMs,
          unit: 'ratio',
          goal: 1.5,
          op: '<=',
        },
      )
      if (!postgres) continue
      const values = [company.id, question.from, question.to, world.timeZone]
      const postgresMs = await medianMs(() => postgres.ask(sql, values), 5, 1)
      figures.push({
        name: `${millions}, ${name}: PostgreSQL table ÷ ours`,
        value: postgresMs / oursMs,
        unit: 'ratio',
      })
    }
    const atFirst = questions.filter(({ isLater }) => !isLater)
    const pageMs = await medianMs(() => Promise.all(atFirst.map(({ question }) => ask(question))))
    figures.push(
      {
        name: `${millions}: median ratio to the leanest`,
        value: median(ratios),
        unit: 'ratio',
        goal: 1.5,
        op: '<=',
      },
      {
        name: `${millions}: whole page, all questions at once`,
        value: pageMs,
        unit: 'ms',
        goal: 300,
        op: '<=',
      },
    )
    if (postgres)
      figures.push({ name: `${millions}: rows of the PostgreSQL table`, value: postgres.rows, unit: 'rows' })
    await postgres?.close()
    await direct.close()
    await facts.close()
    return figures
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function measureApart(size: number): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const args = [
      '--part',
      '2',
      '--messages',
      `${size}`,
      '--companies',
      `${companies}`,
      '--postgres-messages',
      `${postgresMessages}`,
    ]
    const child = fork(import.meta.filename, args)
    child.once('message', (figures) => resolve(figures as Figure[]))
    child.once('exit', (code) =>
      code === 0 ? undefined : reject(new Error(`The run of ${size} messages failed.`)),
    )
  })
}

if (numbers.part === 2) {
  const figures = await measure(messages)
  process.send?.(figures, () => process.exit(0))
} else {
  const figures: Figure[] = []
  for (const share of shares) {
    const size = Math.round(messages * share)
    progress(`${size} messages of ${companies} companies`)
    figures.push(...(await measureApart(size)))
  }
  report('analytics', figures, json)
}
