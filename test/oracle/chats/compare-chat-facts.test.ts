import { expect, test } from 'vitest'
import { compareChatFacts } from './compare-chat-facts.ts'
import { randomChatWorld } from './random-chat-world.ts'

const worlds = 400

test(`the facts of the chats of ${worlds} random worlds are those that the oracle finds`, () => {
  const differences = Array.from({ length: worlds }, (_, seed) => compareChatFacts(randomChatWorld(seed)))
  expect(differences.flat()).toEqual([])
})
