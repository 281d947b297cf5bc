import { describe, expect, test } from 'vitest'
import { providers } from '../../src/contract/index.ts'
import { fuzzParsing } from '../fixtures/fuzz-parsing.ts'

const runs = 100_000

describe('mutated webhook bodies', () => {
  test.each(providers)(
    'never crash the adapter or make an event without its company: %s',
    async (provider) => {
      // Bodies that are all refused would prove nothing.
      expect(await fuzzParsing(provider, runs, 1)).toBeGreaterThan(runs / 10)
    },
  )
})
