import { isDeepStrictEqual } from 'node:util'
import type { ChatQuery, Company, MetricsResult } from '../../../src/contract/index.ts'
import type { Facts } from '../../../src/facts/index.ts'
import { createMetrics, type Metrics } from '../../../src/metrics/index.ts'
import { createRandom, type Random } from '../../../src/simulator/index.ts'
import { difference } from '../difference.ts'
import { drillDownDifference, periodAndFilters } from './chat-drill-down.ts'
import { randomChatQuestion } from './chat-questions.ts'
import { type ChatQuestion, evaluateChats } from './evaluate-chats.ts'
import { foldChatLog, type OracleChat } from './fold-chat-log.ts'
import { type LoadedWorld, loadInDisorder, loadInOrder, type SettingsBook } from './load-chat-worlds.ts'
import { type ChatWorld, randomChatWorld } from './random-chat-world.ts'

export interface ChatComparisonOptions {
  /** Opened with the port of `book`. */
  readonly facts: Facts
  readonly book: SettingsBook
  /** One world each; all are loaded together, as companies of their own. */
  readonly seeds: readonly number[]
  /** Random questions about each world. */
  readonly questions: number
}

export interface ChatComparison {
  readonly questions: number
  /** What disagrees, in words that name seed and question; empty where everything agrees. */
  readonly differences: readonly string[]
}

const maxDifferences = 10
/** Share of questions that are asked of the orderly copy too. */
const repeatedShare = 0.1
/** Share of questions of which the list behind one number is asked for too. */
const listedShare = 0.1
/** Worlds that are asked about side by side. */
const askedAtOnce = 4

/**
 * Makes the worlds of the seeds, writes each to the facts twice, in order and in disorder, as two companies, and asks the product and the
 * oracle the same questions. Ends when ten differences are found.
 */
export async function compareChatsWithOracle(options: ChatComparisonOptions): Promise<ChatComparison> {
  const { facts, book, seeds } = options
  const random = createRandom(`chats from ${seeds[0]}`)
  const worlds = seeds.map((seed) => randomChatWorld(seed))
  const loaded = (copy: string): LoadedWorld[] =>
    worlds.map((world) => ({ companyId: companyOf(world.seed, copy).id, world }))
  await loadInOrder(facts, book, loaded('ordered'))
  await loadInDisorder(facts, book, loaded('disordered'), random)
  const differences: string[] = []
  for (let start = 0; start < worlds.length && differences.length < maxDifferences; start += askedAtOnce) {
    const some = worlds.slice(start, start + askedAtOnce)
    const found = await Promise.all(some.map((world) => worldDifferences(facts, world, options.questions)))
    differences.push(...found.flat())
  }
  return { differences, questions: worlds.length * options.questions }
}

async function worldDifferences(facts: Facts, world: ChatWorld, questions: number): Promise<string[]> {
  const chats = foldChatLog(world.log, world.settings)
  const metrics = createMetrics({ facts, clock: () => world.asOfMs }).forReader({
    scopes: ['personal_data:read'],
  })
  const random = createRandom(`${world.seed} questions`)
  const differences: string[] = []
  for (let index = 0; index < questions; index++) {
    const question = randomChatQuestion(random, world)
    const found = await questionDifference({ metrics, world, chats, question, random })
    if (found) differences.push(`Seed ${world.seed}, ${describe(question)}: ${found}`)
  }
  return differences
}

interface Asked {
  readonly metrics: Metrics
  readonly world: ChatWorld
  readonly chats: readonly OracleChat[]
  readonly question: ChatQuestion
  readonly random: Random
}

async function questionDifference(asked: Asked): Promise<string | undefined> {
  const { metrics, world, chats, question, random } = asked
  const answer = await ask(metrics, companyOf(world.seed, 'disordered'), question)
  const expected = evaluateChats({ chats, asOfMs: world.asOfMs }, question)
  const found = difference(answer, expected, question.by)
  if (found) return found
  if (random.chance(listedShare)) {
    const company = companyOf(world.seed, 'disordered')
    const listed = await drillDownDifference(
      metrics,
      company,
      { chats, asOfMs: world.asOfMs },
      question,
      random,
    )
    if (listed) return listed
  }
  if (!random.chance(repeatedShare)) return undefined
  const other = await ask(metrics, companyOf(world.seed, 'ordered'), question)
  return isDeepStrictEqual(other, answer) ? undefined : 'Disorder and repeats in the log change the answer.'
}

/** A company of its own for each copy of a world; ids are made from the name. */
function companyOf(seed: number, copy: string): Company {
  const name = `chats ${seed} ${copy}`
  const random = createRandom(name)
  const hex = (length: number): string => random.bits().toString(16).padStart(8, '0').slice(0, length)
  const id = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`
  return { id, name, time_zone: 'Europe/Berlin', currency: 'EUR' }
}

function toApiQuestion(question: ChatQuestion): ChatQuery {
  return {
    metrics: [...question.metrics],
    by: [...question.by],
    granularity: question.granularity,
    ...periodAndFilters(question),
    limit: 10_000,
  }
}

async function ask(metrics: Metrics, company: Company, question: ChatQuestion): Promise<MetricsResult> {
  const answer = await metrics.query(company, toApiQuestion(question))
  if (!answer.ok) throw new Error(`${describe(question)}: ${answer.failure.code}, ${answer.failure.detail}`)
  return answer.value
}

function describe({ by, zone, granularity, filters, fromMs, toMs }: ChatQuestion): string {
  const period = `${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`
  return `by [${by.join(', ')}] (${granularity}, ${zone}, ${period}, ${JSON.stringify(filters)})`
}
