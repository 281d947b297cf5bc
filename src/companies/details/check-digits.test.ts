import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAccountOfBank, isKpp, isOgrn } from './check-digits.ts'

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((each) => each.join(''))
/** Not an account of the treasury, which have keys of their own. */
const account = digits(19).map((rest) => `4${rest}`)
const kinds = ['settlement', 'correspondent'] as const

const withDigit = (text: string, place: number, digit: number): string =>
  `${text.slice(0, place)}${digit}${text.slice(place + 1)}`
/** Every text that differs in one digit. */
function changesOf(text: string): string[] {
  return [...text].flatMap((old, place) =>
    Array.from({ length: 10 }, (_, digit) => digit)
      .filter((digit) => String(digit) !== old)
      .map((digit) => withDigit(text, place, digit)),
  )
}

describe('accounts at Russian banks', () => {
  test.each([
    ['30101810400000000225', '044525225', 'correspondent'],
    ['30101810145250000411', '044525411', 'correspondent'],
    ['40102810545370000003', '004525988', 'correspondent'],
    ['40101810045250010041', '044525000', 'settlement'],
  ] as const)('%s belongs to %s', (number, bic, kind) => {
    expect(isAccountOfBank(number, bic, kind)).toBe(true)
  })

  test('of ten numbers that differ in the key, exactly one belongs to the bank', () => {
    fc.assert(
      fc.property(account, digits(9), fc.constantFrom(...kinds), (number, bic, kind) => {
        const keys = Array.from({ length: 10 }, (_, key) => withDigit(number, 8, key))
        expect(keys.filter((one) => isAccountOfBank(one, bic, kind))).toHaveLength(1)
      }),
    )
  })

  test('one wrong digit of the account is always found', () => {
    fc.assert(
      fc.property(account, digits(9), fc.constantFrom(...kinds), (number, bic, kind) => {
        const keys = Array.from({ length: 10 }, (_, key) => withDigit(number, 8, key))
        const valid = keys.find((one) => isAccountOfBank(one, bic, kind)) ?? ''
        const passed = changesOf(valid).filter(
          (changed) => !changed.startsWith('0') && isAccountOfBank(changed, bic, kind),
        )
        expect(passed).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})

describe('ОГРН and ОГРНИП', () => {
  test.each(['1027700132195', '1027739019142', '304500116000157'])('%s is right', (number) => {
    expect(isOgrn(number)).toBe(true)
  })

  test('each beginning has exactly one last digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(12, 14).chain(digits), (front) => {
        const right = Array.from({ length: 10 }, (_, digit) => `${front}${digit}`).filter(isOgrn)
        expect(right).toHaveLength(1)
      }),
    )
  })

  test('one wrong digit is found, unless two remainders share their last digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom([12, 11n] as const, [14, 13n] as const),
        fc.infiniteStream(fc.nat(9)),
        ([length, divisor], stream) => {
          const front = [...stream.take(length)].join('')
          const remainder = BigInt(front) % divisor
          fc.pre(remainder >= divisor - 10n && remainder < 10n)
          const valid = `${front}${remainder}`
          expect(changesOf(valid).filter(isOgrn)).toEqual([])
        },
      ),
      { numRuns: 50 },
    )
  })
})

test('КПП has its form', () => {
  expect(['770101001', '7701AB001'].every(isKpp)).toBe(true)
  expect(['77010100', '770101A01', '77010100Я', ''].some(isKpp)).toBe(false)
})
