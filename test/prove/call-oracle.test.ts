import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareCallsWithOracle } from '../oracle/calls/compare-calls-with-oracle.ts'
import { type ChatFactsAtHand, openChatFacts } from '../oracle/chats/open-chat-facts.fixture.ts'

const batches = 4
const worldsOfBatch = 25

let atHand: ChatFactsAtHand
beforeAll(async () => {
  atHand = await openChatFacts()
})
afterAll(() => atHand.close())

test.each(Array.from({ length: batches }, (_, batch) => batch))(
  `every number about calls equals the oracle in worlds ${worldsOfBatch} × %i and on`,
  async (batch) => {
    const seeds = Array.from({ length: worldsOfBatch }, (_, index) => 1_000 + batch * worldsOfBatch + index)
    const { facts } = atHand
    const { differences } = await compareCallsWithOracle({ facts, seeds, selections: 20 })
    expect(differences).toEqual([])
  },
)
