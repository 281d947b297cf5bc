import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareChatsWithOracle } from './compare-chats-with-oracle.ts'
import { type ChatFactsAtHand, openChatFacts } from './open-chat-facts.fixture.ts'

let atHand: ChatFactsAtHand
beforeAll(async () => {
  atHand = await openChatFacts()
})
afterAll(() => atHand.close())

test('the numbers of a few random worlds of chats equal the oracle', async () => {
  const seeds = Array.from({ length: 10 }, (_, index) => 10_000 + index)
  const { questions, differences } = await compareChatsWithOracle({ ...atHand, seeds, questions: 2 })
  expect(differences).toEqual([])
  expect(questions).toBe(20)
})
