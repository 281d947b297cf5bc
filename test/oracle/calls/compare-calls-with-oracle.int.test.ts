import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatFactsAtHand, openChatFacts } from '../chats/open-chat-facts.fixture.ts'
import { compareCallsWithOracle } from './compare-calls-with-oracle.ts'

let atHand: ChatFactsAtHand
beforeAll(async () => {
  atHand = await openChatFacts()
})
afterAll(() => atHand.close())

test('the numbers and lists of a few random worlds of calls equal the oracle', async () => {
  const { facts } = atHand
  const { questions, differences } = await compareCallsWithOracle({
    facts,
    seeds: [1, 2],
    selections: 6,
  })
  expect(differences).toEqual([])
  expect(questions).toBe(2 * 20)
})
