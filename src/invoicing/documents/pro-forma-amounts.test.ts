import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minorUnitMicros, roundToMinor } from '../../core/index.ts'
import { proFormaAmounts } from './pro-forma-amounts.ts'

const rates = fc.integer({ min: 0, max: 10_000 })
const digits = fc.constantFrom(0, 2, 3)

/** Tax by the rule of invoices: of the net, rounded once. In units, found by trying. */
function exactNet(gross: number, rateBasisPoints: number): number | undefined {
  for (let net = Math.floor(gross / 2) - 2; net <= gross; net += 1) {
    const tax = Number(roundToMinor((BigInt(net) * BigInt(rateBasisPoints) * 1_000_000n) / 10_000n, 0)) / 1e6
    if (net + tax === gross) return net
  }
  return undefined
}

describe('amounts of a pro-forma', () => {
  test('net and tax are the gross, in whole minor units, whatever the rate', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 13n), rates, digits, (units, rateBasisPoints, minorDigits) => {
        const unit = minorUnitMicros(minorDigits)
        const sums = proFormaAmounts(units * unit, { rateBasisPoints, minorDigits })
        expect(sums.netMicros + sums.taxMicros).toBe(units * unit)
        expect(sums.netMicros % unit).toBe(0n)
        expect(sums.netMicros > 0n || units === 1n).toBe(true)
        expect(sums.taxMicros >= 0n).toBe(true)
      }),
    )
  })

  test('where a net exists that is taxed to the gross, it is that one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), rates, (gross, rateBasisPoints) => {
        const net = exactNet(gross, rateBasisPoints)
        const sums = proFormaAmounts(BigInt(gross) * 1_000_000n, { rateBasisPoints, minorDigits: 0 })
        if (net !== undefined) expect(sums.netMicros).toBe(BigInt(net) * 1_000_000n)
        // Else it is off by one unit and no more.
        const tax = (Number(sums.netMicros) / 1e6) * (rateBasisPoints / 10_000)
        expect(Math.abs(Number(sums.taxMicros) / 1e6 - tax)).toBeLessThanOrEqual(1.000_001)
      }),
    )
  })

  test.each([
    ['119.00', 1_900, 119_000_000n, 100_000_000n],
    ['120.00', 2_000, 120_000_000n, 100_000_000n],
    ['100.00', 1_900, 100_000_000n, 84_030_000n],
    ['0.03, for which there is no net', 1_900, 30_000n, 30_000n],
    ['100.00 without tax', 0, 100_000_000n, 100_000_000n],
  ])('%s at %i', (_name, rateBasisPoints, gross, net) => {
    expect(proFormaAmounts(gross, { rateBasisPoints, minorDigits: 2 }).netMicros).toBe(net)
  })
})
