import { describe, expect, test } from 'vitest'
import { counterValue, knowsReads } from './known-reads.ts'

function answer(read: number, deliveredWhereKnown: number, deliveredElsewhere: number) {
  return {
    totals: { 'messages.read': read, 'messages.delivered': deliveredWhereKnown + deliveredElsewhere },
    basis: { 'messages.read_rate': { denominator: deliveredWhereKnown, left_out: deliveredElsewhere } },
  }
}

describe('the number of reads', () => {
  test('is not known where all that was delivered went over channels that cannot report reads', () => {
    expect(counterValue(answer(0, 0, 25), 'messages.read')).toBeNull()
    expect(counterValue(answer(0, 0, 25), 'messages.delivered')).toBe(25)
  })

  test('is zero where it could have been reported and was not, or where nothing was delivered', () => {
    expect(counterValue(answer(0, 3, 25), 'messages.read')).toBe(0)
    expect(counterValue(answer(0, 0, 0), 'messages.read')).toBe(0)
  })

  test('is what was reported, whatever the channel', () => {
    expect(knowsReads(answer(2, 0, 25))).toBe(true)
    expect(counterValue(answer(2, 0, 25), 'messages.read')).toBe(2)
  })
})
