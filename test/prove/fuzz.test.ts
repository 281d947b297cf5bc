import { describe, expect, test } from 'vitest'
import { providers } from '../../src/contract/index.ts'
import { fuzzAdapter } from '../fixtures/mutated-requests.ts'

const runs = 50_000

describe('mutated webhook bodies', () => {
  test.each(providers)(
    'never crash the adapter or make an event without its company: %s',
    async (provider) => {
      await expect(fuzzAdapter(provider, runs, 1)).resolves.toBeUndefined()
    },
  )
})
