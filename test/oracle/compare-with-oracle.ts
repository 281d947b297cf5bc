import { isDeepStrictEqual } from 'node:util'
import type { Company, MessageQuery, MetricsResult } from '../../src/contract/index.ts'
import type { Facts } from '../../src/facts/index.ts'
import { createMetrics, type Metrics } from '../../src/metrics/index.ts'
import { createRandom, type Random } from '../../src/simulator/index.ts'
import { difference } from './difference.ts'
import { evaluate, type OracleQuery, select } from './evaluate.ts'
import { foldLog, type OracleMessage } from './fold-message.ts'
import { loadWorld } from './load-world.ts'
import { type CountingMetric, countedBy } from './metric-values.ts'
import { type QuestionOptions, questionsAbout } from './questions.ts'
import { randomWorld, type World } from './random-world.ts'

export interface ComparisonOptions extends QuestionOptions {
  readonly facts: Facts
  readonly seed: number
  readonly messages: number
  /** An instant inside the period, such as a change of clocks. */
  readonly aroundMs: number
  /** Questions whose items are listed and compared too. */
  readonly drillDowns: number
}

export interface Comparison {
  readonly questions: number
  /** What disagrees, in words that name the question; empty where everything agrees. */
  readonly differences: readonly string[]
}

/**
 * Makes the world of a seed, writes it to the facts twice, in order and in disorder, as two companies, and asks the product
 * and the oracle the same questions. Ends at the tenth difference.
 */
export async function compareWithOracle(options: ComparisonOptions): Promise<Comparison> {
  const { facts, seed } = options
  const world = randomWorld({ ...options, companyId: '' })
  const random = createRandom(`${seed} questions`)
  const ordered = companyOf(`${seed} ordered`)
  const disordered = companyOf(`${seed} disordered`)
  await loadWorld(facts, ordered.id, world.log, random, 'in order of receipt')
  await loadWorld(facts, disordered.id, world.log, random, 'shuffled, with repeats')
  const metrics = createMetrics({ facts, clock: () => world.asOfMs }).forReader({
    scopes: ['personal_data:read'],
  })
  const messages = foldLog(world.log)
  const differences: string[] = []
  let questions = 0
  for (const query of questionsAbout(world, messages, random, options)) {
    const answer = await ask(metrics, ordered, query)
    const found =
      difference(answer, evaluate(messages, query), query.by) ??
      (await disorderDifference(metrics, disordered, query, answer, random))
    questions += 1
    if (found) differences.push(`Seed ${seed}, ${describe(query)}: ${found}`)
    if (differences.length >= maxDifferences) return { questions, differences }
  }
  for (const query of drillDownQueries(world, messages, random, options)) {
    const found = await drillDownDifference(metrics, disordered, query, messages)
    if (found) differences.push(`Seed ${seed}, ${describe(query)}: ${found}`)
  }
  return { questions, differences }
}

const maxDifferences = 10
/** Share of questions that are asked about the disordered copy too. */
const repeatedShare = 0.3

/** A company of its own for each copy of a world; ids are made from the name. */
function companyOf(name: string): Company {
  const random = createRandom(name)
  const hex = (length: number): string => random.bits().toString(16).padStart(8, '0').slice(0, length)
  const id = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`
  return { id, name, time_zone: 'Europe/Berlin', currency: 'EUR' }
}

function toApiQuery(query: OracleQuery): MessageQuery {
  return {
    metrics: [...query.metrics],
    by: [...query.by],
    granularity: query.granularity,
    from: new Date(query.fromMs).toISOString(),
    to: new Date(query.toMs).toISOString(),
    time_zone: query.zone,
    filters: query.filters,
    limit: 10_000,
  }
}

async function ask(metrics: Metrics, company: Company, query: OracleQuery): Promise<MetricsResult> {
  const answer = await metrics.query(company, toApiQuery(query))
  if (!answer.ok) throw new Error(`${describe(query)}: ${answer.failure.code}, ${answer.failure.detail}`)
  return answer.value
}

async function disorderDifference(
  metrics: Metrics,
  company: Company,
  query: OracleQuery,
  answer: MetricsResult,
  random: Random,
): Promise<string | undefined> {
  if (!random.chance(repeatedShare)) return undefined
  const other = await ask(metrics, company, query)
  return isDeepStrictEqual(other, answer) ? undefined : 'Disorder and repeats in the log change the answer.'
}

function drillDownQueries(
  world: World,
  messages: readonly OracleMessage[],
  random: Random,
  { drillDowns }: ComparisonOptions,
): OracleQuery[] {
  const selections = [
    ...questionsAbout(world, messages, random, { zones: 'time', combinations: 0, selections: drillDowns }),
  ].slice(-drillDowns)
  const names = Object.keys(countedBy) as CountingMetric[]
  return selections.map((query) => Object.assign({}, query, { by: [], metrics: [random.pick(names)] }))
}

/** The list behind a number holds exactly the messages that the number counts. */
async function drillDownDifference(
  metrics: Metrics,
  company: Company,
  query: OracleQuery,
  messages: readonly OracleMessage[],
): Promise<string | undefined> {
  const metric = query.metrics[0] as CountingMetric
  const { from, to, time_zone, filters } = toApiQuery(query)
  const expected = select(messages, query)
    .filter((message) => countedBy[metric](message, query.asOfMs))
    .map((message) => message.messageId)
    .sort()
  const listed: string[] = []
  let cursor: string | null | undefined
  do {
    const asked = { metric, from, to, time_zone, filters, limit: 17 }
    const page = await metrics.items(company, cursor ? { ...asked, cursor } : asked)
    if (!page.ok) throw new Error(`${describe(query)}: ${page.failure.code}, ${page.failure.detail}`)
    if (page.value.total !== expected.length)
      return `total is ${page.value.total} instead of ${expected.length}`
    listed.push(...page.value.items.map((item) => item.message_id))
    cursor = page.value.next_cursor
  } while (cursor && listed.length <= expected.length)
  return isDeepStrictEqual(listed.sort(), expected)
    ? undefined
    : 'The items are not those that the number counts.'
}

function describe(query: OracleQuery): string {
  const { by, zone, granularity, filters, fromMs, toMs, metrics } = query
  const period = `${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`
  const what = metrics.length === 1 ? metrics[0] : 'metrics'
  return `${what} by [${by.join(', ')}] (${granularity}, ${zone}, ${period}, ${JSON.stringify(filters)})`
}
