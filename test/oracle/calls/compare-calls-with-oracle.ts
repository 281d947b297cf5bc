import { isDeepStrictEqual } from 'node:util'
import type { CallMetricName, CallQuery, Company, MetricsResult } from '../../../src/contract/index.ts'
import type { CallEvent, Facts } from '../../../src/facts/index.ts'
import { createMetrics, type Metrics } from '../../../src/metrics/index.ts'
import { createRandom, type Random } from '../../../src/simulator/index.ts'
import { difference } from '../difference.ts'
import { callQuestions } from './call-questions.ts'
import { type CallQuestion, countedCalls, evaluateCalls, selectCalls } from './evaluate-calls.ts'
import { foldCallLog, type OracleCall } from './fold-call-log.ts'
import { randomCallWorld } from './random-call-world.ts'

export interface CallComparison {
  readonly questions: number
  /** What disagrees, in words that name the question; empty where everything agrees. */
  readonly differences: readonly string[]
}

const maxDifferences = 10

/**
 * Writes the worlds of some seeds to the facts, each twice: in order, and shuffled with repeats and folds in between. Asks the
 * product and the oracle the same questions, and lists what is behind numbers. Ends at the tenth difference.
 */
export async function compareCallsWithOracle(options: {
  readonly facts: Facts
  readonly seeds: readonly number[]
  readonly selections: number
}): Promise<CallComparison> {
  const { facts, seeds, selections } = options
  const differences: string[] = []
  let questions = 0
  for (const seed of seeds) {
    const world = randomCallWorld(seed)
    const random = createRandom(`${seed} questions about calls`)
    const [ordered, disordered] = [companyOf(`${seed} in order`), companyOf(`${seed} in disorder`)]
    await facts.importCallEvents(inCompany(world.log, ordered.id))
    await writeInDisorder(facts, inCompany(world.log, disordered.id), random)
    await facts.foldChanges()
    const calls = foldCallLog(world.log)
    const metrics = createMetrics({ facts, clock: () => world.toMs }).forReader({
      scopes: ['personal_data:read'],
    })
    for (const question of callQuestions(world, random, selections)) {
      const answer = await ask(metrics, ordered, question)
      const found =
        difference(answer, evaluateCalls(calls, question), question.by) ??
        (isDeepStrictEqual(await ask(metrics, disordered, question), answer)
          ? undefined
          : 'Disorder and repeats in the log change the answer.') ??
        (await listDifference(metrics, disordered, question, { calls, random }))
      questions += 1
      if (found) differences.push(`Seed ${seed}, ${describe(question)}: ${found}`)
      if (differences.length >= maxDifferences) return { questions, differences }
    }
  }
  return { questions, differences }
}

/** A company of its own for each copy of a world; ids are made from the name. */
function companyOf(name: string): Company {
  const random = createRandom(`company of calls ${name}`)
  const hex = (length: number): string => random.bits().toString(16).padStart(8, '0').slice(0, length)
  const id = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`
  return { id, name, time_zone: 'Europe/Berlin', currency: 'EUR' }
}

function inCompany(log: readonly CallEvent[], companyId: string): CallEvent[] {
  return log.map((event) => ({ ...event, companyId }))
}

async function writeInDisorder(facts: Facts, log: readonly CallEvent[], random: Random): Promise<void> {
  const repeated = log.filter(() => random.chance(0.3)).map(laterCopy)
  const shuffled = [...log, ...repeated]
    .map((event) => ({ event, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event)
  const half = random.below(shuffled.length + 1)
  await facts.importCallEvents(shuffled.slice(0, half))
  await facts.foldChanges()
  await facts.importCallEvents(shuffled.slice(half))
}

function laterCopy(event: CallEvent): CallEvent {
  return { ...event, receivedAtMs: event.receivedAtMs + 1 }
}

async function ask(metrics: Metrics, company: Company, question: CallQuestion): Promise<MetricsResult> {
  const { metrics: names, by, granularity, filters } = question
  const query: CallQuery = {
    metrics: [...names],
    by: [...by],
    granularity,
    ...periodOf(question),
    filters,
    limit: 10_000,
  }
  const answer = await metrics.query(company, query)
  if (!answer.ok) throw new Error(`${describe(question)}: ${answer.failure.code}, ${answer.failure.detail}`)
  return answer.value
}

function periodOf({ fromMs, toMs, zone }: CallQuestion) {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), time_zone: zone }
}

/** The list behind a number holds exactly the calls that the number counts, page by page. */
async function listDifference(
  metrics: Metrics,
  company: Company,
  question: CallQuestion,
  { calls, random }: { readonly calls: readonly OracleCall[]; readonly random: Random },
): Promise<string | undefined> {
  const metric = random.pick(Object.keys(countedCalls) as CallMetricName[])
  const expected = selectCalls(calls, question)
    .filter(countedCalls[metric] ?? (() => false))
    .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
    .map(({ callId }) => callId)
  const listed: { readonly call_id: string; readonly started_at: string }[] = []
  let cursor: string | null | undefined
  do {
    const asked = { metric, ...periodOf(question), filters: question.filters, limit: 7 }
    const page = await metrics.items(company, cursor ? { ...asked, cursor } : asked)
    if (!page.ok) throw new Error(`${describe(question)}: ${page.failure.detail}`)
    if (page.value.total !== expected.length)
      return `The total of ${metric} is ${page.value.total} instead of ${expected.length}.`
    listed.push(...page.value.items)
    cursor = page.value.next_cursor
  } while (cursor && listed.length <= expected.length)
  const times = listed.map((item) => Date.parse(item.started_at))
  if (
    !isDeepStrictEqual(
      times,
      times.toSorted((a, b) => b - a),
    )
  )
    return `The list of ${metric} is not in order.`
  const ids = listed.map((item) => item.call_id)
  return isDeepStrictEqual(ids.toSorted(), expected.toSorted())
    ? undefined
    : `The calls listed are not those that ${metric} counts.`
}

function describe({ by, zone, granularity, filters, ...question }: CallQuestion): string {
  const { from, to } = periodOf({ by, zone, granularity, filters, ...question })
  return `by [${by.join(', ')}] (${granularity}, ${zone}, ${from} to ${to}, ${JSON.stringify(filters)})`
}
