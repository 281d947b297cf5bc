import { randomUUID } from 'node:crypto'
import type { ChatEvent, ChatSettings } from '../../../src/chats/index.ts'
import { apiConnectionId, type ChatSettingsPort, type Facts } from '../../../src/facts/index.ts'
import type { Random } from '../../../src/simulator/index.ts'
import type { ChatWorld } from './random-chat-world.ts'

/** A world's log as one company's. */
export interface LoadedWorld {
  readonly companyId: string
  readonly world: ChatWorld
}

const noGroups: ChatSettings = { revision: 0, groups: new Map() }

/** The settings that facts ask for, company by company; which ones hold can be changed. */
export interface SettingsBook {
  readonly port: ChatSettingsPort
  set(companyId: string, settings: ChatSettings): void
}

export function openSettingsBook(): SettingsBook {
  const known = new Map<string, ChatSettings>()
  return {
    port: (companyId) => Promise.resolve(known.get(companyId) ?? noGroups),
    set: (companyId, settings) => known.set(companyId, settings),
  }
}

/** Writes the logs of worlds in order of receipt, and folds once. */
export async function loadInOrder(
  facts: Facts,
  book: SettingsBook,
  worlds: readonly LoadedWorld[],
): Promise<void> {
  for (const { companyId, world } of worlds) book.set(companyId, world.settings)
  await facts.importChatEvents(worlds.flatMap(logOf))
  await facts.foldChanges()
}

/**
 * Writes them shuffled among each other, with repeats, in pieces of random size by either way into the log, with ticks in between. Some
 * companies set up their groups only when everything is there, and have their chats folded again.
 */
export async function loadInDisorder(
  facts: Facts,
  book: SettingsBook,
  worlds: readonly LoadedWorld[],
  random: Random,
): Promise<void> {
  const late = worlds.filter(() => random.chance(0.03))
  for (const { companyId, world } of worlds.filter((loaded) => !late.includes(loaded)))
    book.set(companyId, world.settings)
  const log = worlds.flatMap(logOf)
  const events = shuffled(random, [...log, ...log.filter(() => random.chance(0.1))])
  const pieceSize = Math.ceil(events.length / 6)
  for (let start = 0; start < events.length; ) {
    const piece = events.slice(start, start + 1 + random.below(2 * pieceSize))
    start += piece.length
    if (random.chance(0.7)) await facts.importChatEvents(piece)
    else await appendByCompany(facts, piece)
    if (random.chance(0.5)) await facts.foldChanges()
  }
  await facts.foldChanges()
  for (const { companyId, world } of late) {
    book.set(companyId, world.settings)
    await facts.refoldChats({ companyId, fromMs: 0 })
  }
}

const logOf = ({ companyId, world }: LoadedWorld): ChatEvent[] =>
  world.log.map((event) => ({ ...event, companyId }))

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const keyed = list.map((item) => ({ item, place: random.bits() }))
  return keyed.toSorted((a, b) => a.place - b.place).map(({ item }) => item)
}

async function appendByCompany(facts: Facts, events: readonly ChatEvent[]): Promise<void> {
  const companyIds = [...new Set(events.map(({ companyId }) => companyId))]
  const done = companyIds.map(async (companyId) => {
    const request = {
      companyId,
      requestId: randomUUID(),
      connectionId: apiConnectionId,
      provider: 'api',
      receivedAtMs: 0,
      method: 'POST',
      path: '/api/v1/events',
      headers: {},
      body: new Uint8Array(),
    }
    const own = events.filter((event) => event.companyId === companyId)
    const appended = await facts.append(request, [], own)
    if (!appended.ok) throw new Error(appended.failure.detail)
  })
  await Promise.all(done)
}
