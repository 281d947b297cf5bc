import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareChatFacts } from '../oracle/chats/compare-chat-facts.ts'
import { compareChatsWithOracle } from '../oracle/chats/compare-chats-with-oracle.ts'
import { type ChatFactsAtHand, openChatFacts } from '../oracle/chats/open-chat-facts.fixture.ts'
import { randomChatWorld } from '../oracle/chats/random-chat-world.ts'

const batches = 10
const worldsOfBatch = 200
const foldedWorlds = 4_000

describe('every number about chats equals the oracle', () => {
  let atHand: ChatFactsAtHand
  beforeAll(async () => {
    atHand = await openChatFacts()
  })
  afterAll(() => atHand.close())

  test.each(Array.from({ length: batches }, (_, batch) => batch))(
    `in worlds ${worldsOfBatch} × %i and on`,
    async (batch) => {
      const seeds = Array.from({ length: worldsOfBatch }, (_, index) => batch * worldsOfBatch + index)
      const { questions, differences } = await compareChatsWithOracle({ ...atHand, seeds, questions: 1 })
      expect(differences).toEqual([])
      expect(questions).toBe(worldsOfBatch)
    },
  )
})

test(`the facts of the chats of ${foldedWorlds} worlds are those that the oracle finds`, () => {
  for (let seed = 0; seed < foldedWorlds; seed++) expect(compareChatFacts(randomChatWorld(seed))).toEqual([])
})
