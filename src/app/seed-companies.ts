import type { Company } from '../contract/index.ts'
import { type Clock, type Failure, fail, ok, type Result } from '../core/index.ts'
import { callsOnBusyDay, seedCalls, seedChats, seedCompany } from '../simulator/index.ts'
import type { Rooms } from './open-rooms.ts'

/** Seeded traffic lies in the days before the present. */
export const seededDays = 90
const dayMs = 24 * 3_600_000
/** A tick that finds something to fold every time would be a fault. */
const maxTicks = 100_000

export interface SeedRequest {
  /** The oldest company by default. */
  readonly companyId?: string
  readonly messages: number
  /** About as many. */
  readonly chats: number
  /** About as many. */
  readonly calls: number
  readonly seed: number
}

export interface SeedResult {
  readonly messages: number
  readonly chats: number
  readonly calls: number
  /** Of messages, chats and calls; a call is told of by one. */
  readonly events: number
}

type SeededRooms = Pick<Rooms, 'companies' | 'facts'>

/** Adds lifelike messages, chats and calls of the last 90 days to a company's log. Another process, or the caller, folds it. */
export async function seedCompanies(
  rooms: SeededRooms,
  clock: Clock,
  asked: SeedRequest,
): Promise<Result<SeedResult, Failure<'not_found'>>> {
  const companies = await rooms.companies.allCompanies()
  const company =
    asked.companyId === undefined ? companies[0] : companies.find(({ id }) => id === asked.companyId)
  if (!company)
    return fail(
      'not_found',
      asked.companyId === undefined
        ? 'There is no company yet: set one up first.'
        : `There is no company ${asked.companyId}: leave it out to take the oldest one.`,
    )
  const toMs = clock()
  const { messages, seed } = asked
  const fromMs = toMs - seededDays * dayMs
  const ofMessages = messages === 0 ? 0 : await seedTraffic(rooms, { company, messages, seed, fromMs, toMs })
  const { chats, events: ofChats } = await seedChats({
    facts: rooms.facts,
    companyId: company.id,
    seed,
    chatsPerDay: asked.chats / seededDays,
    period: { fromMs, toMs },
    timeZone: company.time_zone,
    chatsSinceMs: fromMs,
  })
  const calls =
    asked.calls === 0
      ? 0
      : await seedCalls({
          facts: rooms.facts,
          companyId: company.id,
          seed,
          callsPerDay: callsOnBusyDay(asked.calls / seededDays),
          period: { fromMs, toMs },
          timeZone: company.time_zone,
          currency: company.currency,
        })
  return ok({ messages, chats, calls, events: ofMessages + ofChats + calls })
}

export interface SeededTraffic {
  readonly company: Company
  readonly messages: number
  readonly seed: number
  readonly fromMs: number
  readonly toMs: number
  readonly connections?: readonly { readonly id: string; readonly provider: 'twilio' | 'meta-whatsapp' }[]
  /** Most events in one batch. */
  readonly batchSize?: number
  /** Called after every batch with the moment that the traffic has reached; the next one waits for it. */
  readonly onProgress?: (reachedMs: number) => void | Promise<void>
}

/** Writes the traffic into the log; returns how many events that were. */
export async function seedTraffic({ facts }: Pick<Rooms, 'facts'>, traffic: SeededTraffic): Promise<number> {
  const { company, ...asked } = traffic
  return await seedCompany({
    ...asked,
    facts,
    companyId: company.id,
    timeZone: company.time_zone,
    currency: company.currency,
  })
}

/** Folds until nothing is left to fold, for callers without a ticker. */
export async function foldAll({ facts }: Pick<Rooms, 'facts'>): Promise<void> {
  for (let tick = 0; tick < maxTicks; tick += 1) {
    const { keys, chats, calls } = await facts.foldChanges()
    if (keys === 0 && chats === 0 && calls === 0) return
  }
}
