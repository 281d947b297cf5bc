import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/core/index.ts'
import { type Facts, openFacts } from '../../src/facts/index.ts'
import { compareChatsWithOracle } from '../oracle/chats/compare-chats-with-oracle.ts'
import { openSettingsBook } from '../oracle/chats/load-chat-worlds.ts'

const batches = 10
const worldsOfBatch = 200

describe('every number about chats equals the oracle', () => {
  const book = openSettingsBook()
  let directory: string
  let facts: Facts
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tallybook-chat-oracle-'))
    facts = await openFacts({ dataDir: directory, clock: systemClock, chatSettings: book.port })
    await facts.migrate()
  })
  afterAll(async () => {
    await facts.close()
    await rm(directory, { recursive: true, force: true })
  })

  test.each(Array.from({ length: batches }, (_, batch) => batch))('in batch %i of worlds', async (batch) => {
    const seeds = Array.from({ length: worldsOfBatch }, (_, index) => batch * worldsOfBatch + index)
    const { questions, differences } = await compareChatsWithOracle({ facts, book, seeds, questions: 1 })
    expect(differences).toEqual([])
    expect(questions).toBe(worldsOfBatch)
  })
})
