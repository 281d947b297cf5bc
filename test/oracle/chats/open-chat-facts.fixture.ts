import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../src/core/index.ts'
import { type Facts, openFacts } from '../../../src/facts/index.ts'
import { openSettingsBook, type SettingsBook } from './load-chat-worlds.ts'

export interface ChatFactsAtHand {
  readonly facts: Facts
  readonly book: SettingsBook
  close(): Promise<void>
}

/** An empty store of its own, whose fold measures by the settings in its book. */
export async function openChatFacts(): Promise<ChatFactsAtHand> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-chat-oracle-'))
  const book = openSettingsBook()
  const facts = await openFacts({ dataDir, clock: systemClock, chatSettings: book.port })
  await facts.migrate()
  const close = async (): Promise<void> => {
    await facts.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { facts, book, close }
}
