import { describe, expect, test } from 'vitest'
import { messageProviders } from '../../src/contract/index.ts'
import { chatSources } from '../fixtures/chat-source-requests.ts'
import { fuzzChatSource } from '../fixtures/fuzz-chat-source.ts'
import { fuzzParsing } from '../fixtures/fuzz-parsing.ts'

const runs = 100_000

describe('mutated webhook bodies', () => {
  test.each(messageProviders)(
    'never crash the adapter or make an event without its company: %s',
    async (provider) => {
      // Bodies that are all refused would prove nothing.
      expect(await fuzzParsing(provider, runs, 1)).toBeGreaterThan(runs / 10)
    },
  )

  test.each(chatSources)(
    'never crash, or make an event of a chat without its company: %s',
    async (source) => {
      expect(await fuzzChatSource(source, runs / 5, 1)).toBeGreaterThan(runs / 50)
    },
  )
})
