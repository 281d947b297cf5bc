import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseRateSlowly } from '../../test/oracle/choose-rate.ts'
import { rateUnits } from '../contract/index.ts'
import { chooseRate, type RatedItem } from './choose-rate.ts'
import type { CompiledRate } from './compiled-rate.ts'
import { compileRateBook } from './rate-book.ts'

function rate(destination: string, kind = '', priceMicros = 1n): CompiledRate {
  return {
    channel: 'sms',
    kind,
    destination,
    unit: 'message',
    priceMicros,
    firstIncrementS: 1,
    incrementS: 1,
  }
}

const item: RatedItem = {
  channel: 'sms',
  kind: 'service',
  category: 'marketing',
  country: 'DE',
  network: '262-01',
  recipient: '+4915112345678',
}

function choice(rates: readonly CompiledRate[], of: Partial<RatedItem> = {}): string | null {
  const found = chooseRate(compileRateBook(rates), { ...item, ...of })
  return found && `${found.destination} ${found.kind}`
}

describe('the most specific rate is chosen', () => {
  const all = ['any', 'DE', '+49', '+49151', '262-01'].map((destination) => rate(destination))

  test('network, then longest prefix, then country, then any', () => {
    expect(choice(all)).toBe('262-01 ')
    expect(choice(all, { network: '262-02' })).toBe('+49151 ')
    expect(choice(all, { network: '', recipient: '+4930123456' })).toBe('+49 ')
    expect(choice(all, { network: '', recipient: 'someone' })).toBe('DE ')
    expect(choice(all, { network: '', recipient: '', country: '' })).toBe('any ')
  })

  test('a shorter prefix never wins by its price', () => {
    expect(choice([rate('+49', '', 1n), rate('+49151', '', 900_000n)], { network: '' })).toBe('+49151 ')
  })

  test('a more specific destination goes before a more specific kind', () => {
    expect(choice([rate('DE', 'marketing'), rate('+49151')], { network: '' })).toBe('+49151 ')
  })

  test('of one destination: category, then kind, then every kind', () => {
    const kinds = [rate('any'), rate('any', 'service'), rate('any', 'marketing')]
    expect(choice(kinds)).toBe('any marketing')
    expect(choice(kinds, { category: '' })).toBe('any service')
    expect(choice(kinds, { category: 'utility', kind: 'advertising' })).toBe('any ')
  })

  test('a destination without a rate for the kind leaves the choice to the next one', () => {
    expect(choice([rate('262-01', 'advertising'), rate('any')])).toBe('any ')
  })

  test('nothing fits: no rate', () => {
    expect(choice([rate('FR'), rate('+33'), rate('262-02')])).toBeNull()
    expect(choice(all, { channel: 'viber' })).toBeNull()
  })
})

const destination = fc.constantFrom(
  'any',
  'DE',
  'FR',
  '262-01',
  '262-02',
  '+4',
  '+49',
  '+491',
  '+4915',
  '+33',
)
const kindWord = fc.constantFrom('', 'service', 'advertising', 'marketing')
const anyRate = fc.record({
  channel: fc.constantFrom('sms', 'call'),
  kind: kindWord,
  destination,
  unit: fc.constantFrom(...rateUnits),
  priceMicros: fc.bigInt(0n, 3n),
  firstIncrementS: fc.constant(1),
  incrementS: fc.constant(1),
})
const anyItem = fc.record({
  channel: fc.constantFrom('sms', 'call', 'viber'),
  kind: kindWord,
  category: kindWord,
  country: fc.constantFrom('', 'DE', 'FR'),
  network: fc.constantFrom('', '262-01', '262-02'),
  recipient: fc.constantFrom(
    '',
    'someone',
    '+4',
    '+49',
    '+4915',
    '+491512345',
    '+49301',
    '+33123',
    '4915123',
  ),
  isCall: fc.boolean(),
})

test('for any rates and item the choice is that of looking at every rate', () => {
  const rates = fc.uniqueArray(anyRate, {
    maxLength: 40,
    selector: (each) => `${each.channel} ${each.kind} ${each.destination}`,
  })
  fc.assert(
    fc.property(rates, anyItem, (some, thing) => {
      const slowly = chooseRateSlowly(
        some.map((each) => ({ ...each, kind: each.kind === '' ? null : each.kind, original: each })),
        thing,
      )
      expect(chooseRate(compileRateBook(some), thing)).toBe(slowly?.original ?? null)
    }),
    { numRuns: 2_000 },
  )
})
