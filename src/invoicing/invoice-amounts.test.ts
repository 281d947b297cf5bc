import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundToMinor } from '../core/index.ts'
import type { UsageGroup } from '../facts/index.ts'
import { invoiceAmounts, prepaidOf } from './invoice-amounts.ts'
import { usageLines } from './invoice-lines.ts'

const [augustMs, septemberMs] = [Date.parse('2026-08-01T00:00:00Z'), Date.parse('2026-09-01T00:00:00Z')]
const document = { monthStartMs: septemberMs, currency: 'EUR', minorDigits: 2 }

function group(over: Partial<UsageGroup> = {}): UsageGroup {
  const { priceMicros = 75_000n, quantity = 3n } = over
  return {
    payerId: 'payer',
    monthStartMs: septemberMs,
    currency: 'EUR',
    channel: 'sms',
    kind: '',
    destination: 'any',
    unit: 'segment',
    ...over,
    priceMicros,
    quantity,
    amountMicros: over.amountMicros ?? priceMicros * quantity,
  }
}

const groups = fc.uniqueArray(
  fc
    .record({
      monthStartMs: fc.constantFrom(augustMs, septemberMs),
      channel: fc.constantFrom('sms', 'viber', 'whatsapp'),
      kind: fc.constantFrom('', 'service', 'advertising'),
      destination: fc.constantFrom('any', 'DE', '+49151', '262-01'),
      unit: fc.constantFrom('message', 'segment'),
      priceMicros: fc.bigInt({ min: 0n, max: 2_000_000n }),
      quantity: fc.bigInt({ min: -1_000n, max: 1_000_000n }),
    })
    .map((over) =>
      over.monthStartMs === septemberMs && over.quantity < 0n
        ? group({ ...over, quantity: -over.quantity })
        : group(over),
    ),
  {
    maxLength: 60,
    selector: ({ monthStartMs, channel, kind, destination, unit, priceMicros }) =>
      JSON.stringify([monthStartMs, channel, kind, destination, unit, priceMicros.toString()]),
  },
)

function linesOf(some: readonly UsageGroup[]) {
  const lines = usageLines(some, document)
  if (!lines.ok) throw new Error(lines.failure.detail)
  return lines.value
}

describe('lines of an invoice', () => {
  test('are the same in whatever order usage comes: the month first, then corrections', () => {
    fc.assert(
      fc.property(groups, fc.infiniteStream(fc.nat()), (some, keys) => {
        const shuffled = some
          .map((each) => [keys.next().value, each] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, each]) => each)
        const lines = linesOf(some)
        expect(linesOf(shuffled)).toEqual(lines)
        const months = lines.map(({ lateMonthMs }) => lateMonthMs)
        expect(
          months.indexOf(augustMs) === -1 || !months.slice(months.indexOf(augustMs)).includes(null),
        ).toBe(true)
      }),
    )
  })

  test('beyond 400, destinations of one price share a line, and the sums stay', () => {
    const many = Array.from({ length: 1_200 }, (_, n) =>
      group({ destination: `+49${n}`, priceMicros: BigInt(1_000 * (n % 3)), quantity: BigInt(n + 1) }),
    )
    const lines = linesOf(many)
    expect(lines.map(({ destination }) => destination)).toEqual([
      { count: 400 },
      { count: 400 },
      { count: 400 },
    ])
    const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)
    expect(sum(lines.map(({ exactMicros }) => exactMicros))).toBe(
      sum(many.map(({ amountMicros }) => amountMicros)),
    )
  })

  test.each([
    ['another currency', group({ currency: 'USD' }), 'mixed_currencies'],
    ['an amount that is not price × quantity', group({ amountMicros: 1n }), 'amount_drift'],
    ['a charge below zero in its own month', group({ quantity: -1n }), 'negative_line'],
  ])('%s sets the company aside', (_, wrong, code) => {
    expect(usageLines([group({ destination: 'DE' }), wrong], document)).toMatchObject({
      ok: false,
      failure: { code },
    })
  })

  test('more than 400 prices are too many', () => {
    const many = Array.from({ length: 401 }, (_, n) => group({ priceMicros: BigInt(n) }))
    expect(usageLines(many, document)).toMatchObject({ ok: false, failure: { code: 'too_many_lines' } })
  })
})

describe('sums of an invoice', () => {
  test('by hand: three lines that round up, taxed on their sum', () => {
    // 3 × 0.075 = 0.225 → 0.23; 7 × 0.0049 = 0.0343 → 0.03; −1 × 0.125 → −0.13. Net 0.13, 19 % of it is 0.0247 → 0.02.
    const lines = linesOf([
      group(),
      group({ destination: 'DE', priceMicros: 4_900n, quantity: 7n }),
      group({ monthStartMs: augustMs, priceMicros: 125_000n, quantity: -1n }),
    ])
    expect(lines.map(({ netMicros }) => netMicros)).toEqual([30_000n, 230_000n, -130_000n])
    expect(invoiceAmounts(lines, { rateBasisPoints: 1_900, minorDigits: 2 })).toEqual({
      exactMicros: 134_300n,
      netMicros: 130_000n,
      taxMicros: 20_000n,
      grossMicros: 150_000n,
      residueMicros: -4_300n,
    })
  })

  test('net is the sum of rounded lines, tax is rounded once, and the residue is all that rounding added', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 10_000 }), (some, rateBasisPoints) => {
        const lines = linesOf(some)
        const sums = invoiceAmounts(lines, { rateBasisPoints, minorDigits: 2 })
        const exact = some.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)
        expect(sums.exactMicros).toBe(exact)
        expect(sums.netMicros - sums.residueMicros).toBe(exact)
        expect(sums.grossMicros).toBe(sums.netMicros + sums.taxMicros)
        for (const amount of [sums.netMicros, sums.taxMicros]) expect(roundToMinor(amount, 2)).toBe(amount)
        const off = sums.taxMicros * 10_000n - sums.netMicros * BigInt(rateBasisPoints)
        expect(2n * (off < 0n ? -off : off) <= 10_000n * 10_000n).toBe(true)
        const residue = sums.residueMicros < 0n ? -sums.residueMicros : sums.residueMicros
        expect(residue <= BigInt(lines.length) * 5_000n).toBe(true)
      }),
    )
  })

  test('prepaid and due make the gross; nothing is prepaid that was not paid', () => {
    const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
    fc.assert(
      fc.property(amount, amount, (cents, fundsMicros) => {
        const grossMicros = roundToMinor(cents, 2)
        const { prepaidMicros, dueMicros } = prepaidOf(grossMicros, fundsMicros, 2)
        expect(prepaidMicros + dueMicros).toBe(grossMicros)
        expect(prepaidMicros >= 0n).toBe(true)
        expect(prepaidMicros === 0n || prepaidMicros <= fundsMicros).toBe(true)
        expect(prepaidMicros === 0n || prepaidMicros <= grossMicros).toBe(true)
        expect(roundToMinor(prepaidMicros, 2)).toBe(prepaidMicros)
        if (grossMicros > 0n && fundsMicros >= grossMicros) expect(dueMicros).toBe(0n)
      }),
    )
  })
})
