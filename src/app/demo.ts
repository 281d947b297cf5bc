import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { callsFor, seedDemoCalls } from './demo-calls.ts'
import { openDemoChatSettings } from './demo-chat-settings.ts'
import { seedDemoChats } from './demo-chats.ts'
import { demoAccess, openDemoCompany } from './demo-company.ts'
import { openDemoDetails } from './demo-details.ts'
import { issueDemoDocuments, openDemoSupplier } from './demo-invoicing.ts'
import { openDemoPrices, postDemoMoney } from './demo-money.ts'
import { askDemoReports } from './demo-reports.ts'
import { chatsSince, DemoTraffic, messagesFrom, periodMs } from './demo-traffic.ts'
import type { Rooms } from './open-rooms.ts'
import { foldAll, seededDays, seedTraffic } from './seed-companies.ts'
import { type RunningServer, type StartOptions, startServer } from './start-server.ts'

const demoMessages = 120_000
const dayMs = 24 * 3_600_000
/** A shorter pause between two runs of the demo is left as it is. */
const minGapMs = 600_000
const reportEveryPercent = 10
/** Some days of traffic: after each batch it is folded, charged and posted, so that the account has a history. */
const eventsOfBatch = 12_000

export interface DemoOptions extends StartOptions {
  readonly say: (line: string) => void
}

/** The period that was made up last. Until `done`, a start makes the same one again: the same messages, once each. */
const stateSchema = z.object({
  fromMs: z.int(),
  toMs: z.int(),
  done: z.boolean(),
  /** When the data of the demo began. */
  sinceMs: z.int().optional(),
})
type SeedState = z.infer<typeof stateSchema>

/** A running installation with a company full of lifelike data, and a little traffic that goes on. */
export async function startDemo(options: DemoOptions): Promise<RunningServer> {
  const running = await startServer({ ...options, prepare: (rooms) => seedDemo(rooms, options) })
  const { principal } = await openDemoCompany(running.rooms)
  await askDemoReports(running.rooms, principal, options.clock)
  const shared = {
    rooms: running.rooms,
    company: principal.company,
    clock: options.clock,
    onAccepted: running.wake,
    onError: (error: unknown) =>
      options.log.error({ err: error }, 'the traffic of the demo could not be posted'),
  }
  const state = await readState(options)
  const chatsFromMs = state?.toMs ?? options.clock()
  const sinceMs = state?.sinceMs ?? chatsFromMs
  const messages = new DemoTraffic({ ...shared, traffic: messagesFrom, fromMs: options.clock() })
  const chats = new DemoTraffic({ ...shared, traffic: chatsSince(sinceMs), fromMs: chatsFromMs })
  const calls = new DemoTraffic({ ...shared, traffic: callsFor(periodMs), fromMs: chatsFromMs })
  messages.start()
  chats.start()
  calls.start()
  options.say(`Sign in with ${demoAccess.email} and the password: ${demoAccess.password}`)
  return {
    ...running,
    stop: async () => {
      try {
        await messages.stop()
        await calls.stop()
        // Chats go on exactly where they stood.
        const stoodMs = await chats.stop()
        await writeState(options, { fromMs: stoodMs, toMs: stoodMs, done: true, sinceMs })
      } finally {
        await running.stop()
      }
    },
  }
}

/** Fills the days up to now: all of them at the first start, those since the last run at later ones. */
async function seedDemo(rooms: Rooms, options: DemoOptions): Promise<void> {
  const { say } = options
  const { principal, connections } = await openDemoCompany(rooms)
  await openDemoDetails(rooms, principal)
  await openDemoSupplier(rooms, principal)
  await openDemoChatSettings(rooms, principal, options.clock())
  const period = nextPeriod(await readState(options), options.clock())
  if (!period) return
  await writeState(options, period)
  const { fromMs, toMs } = period
  const messages = Math.max(1, Math.round((demoMessages * (toMs - fromMs)) / (seededDays * dayMs)))
  say(
    `Making up ${messages.toLocaleString('en')} messages of ${principal.company.name}, with what they cost, its chats and its calls …`,
  )
  await openDemoPrices(rooms, principal, fromMs)
  await seedDemoCalls(rooms, { company: principal.company, fromMs, toMs })
  await seedDemoChats(rooms, { company: principal.company, fromMs, toMs, sinceMs: period.sinceMs ?? fromMs })
  const sayReached = sayPercent(say, fromMs, toMs)
  await seedTraffic(rooms, {
    company: principal.company,
    connections,
    messages,
    seed: Math.floor(fromMs / 1000),
    fromMs,
    toMs,
    batchSize: eventsOfBatch,
    onProgress: async (reachedMs) => {
      await foldAll(rooms)
      await postDemoMoney(rooms, principal, { fromMs, reachedMs })
      sayReached(reachedMs)
    },
  })
  await issueDemoDocuments(rooms, principal, toMs)
  await rooms.facts.mergeQuietPartitions({ quietForMs: 0 })
  await writeState(options, { ...period, done: true })
}

/** What to make up before the demo goes on; null when there is no gap worth filling. */
export function nextPeriod(last: SeedState | null, nowMs: number): SeedState | null {
  if (last && !last.done) return last
  const fromMs = Math.max(last?.toMs ?? 0, nowMs - seededDays * dayMs)
  return nowMs - fromMs < minGapMs
    ? null
    : { fromMs, toMs: nowMs, done: false, sinceMs: last?.sinceMs ?? fromMs }
}

function sayPercent(say: (line: string) => void, fromMs: number, toMs: number): (reachedMs: number) => void {
  let reported = 0
  return (reachedMs) => {
    const percent = Math.floor((100 * (reachedMs - fromMs)) / (toMs - fromMs))
    if (percent < reported + reportEveryPercent) return
    reported = percent - (percent % reportEveryPercent)
    say(`  ${reported} %`)
  }
}

function statePath({ settings }: DemoOptions): string {
  return join(resolve(settings.dataDir), 'demo.json')
}

async function readState(options: DemoOptions): Promise<SeedState | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(statePath(options), 'utf8')))
  } catch {
    return null
  }
}

async function writeState(options: DemoOptions, state: SeedState): Promise<void> {
  await writeFile(statePath(options), JSON.stringify(state))
}
