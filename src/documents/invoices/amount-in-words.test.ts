import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountInWords } from './amount-in-words.ts'

describe('the sum in words', () => {
  test.each([
    ['0.00', 'Ноль рублей 00 копеек'],
    ['1.01', 'Один рубль 01 копейка'],
    ['2.02', 'Два рубля 02 копейки'],
    ['5.05', 'Пять рублей 05 копеек'],
    ['11.11', 'Одиннадцать рублей 11 копеек'],
    ['12.14', 'Двенадцать рублей 14 копеек'],
    ['21.21', 'Двадцать один рубль 21 копейка'],
    ['100.5', 'Сто рублей 50 копеек'],
    ['111.00', 'Сто одиннадцать рублей 00 копеек'],
    ['1000', 'Одна тысяча рублей 00 копеек'],
    ['2002.00', 'Две тысячи два рубля 00 копеек'],
    ['12000.00', 'Двенадцать тысяч рублей 00 копеек'],
    ['21000.00', 'Двадцать одна тысяча рублей 00 копеек'],
    ['104204.18', 'Сто четыре тысячи двести четыре рубля 18 копеек'],
    ['1000000.00', 'Один миллион рублей 00 копеек'],
    ['2000001.00', 'Два миллиона один рубль 00 копеек'],
    ['5000000000.00', 'Пять миллиардов рублей 00 копеек'],
  ])('of %s roubles is «%s»', (amount, words) => {
    expect(amountInWords(amount, 'RUB')).toBe(words)
  })

  test('agrees with the gender of the currency', () => {
    expect(amountInWords('2.00', 'UAH')).toBe('Две гривны 00 копеек')
    expect(amountInWords('21.02', 'KZT')).toBe('Двадцать один тенге 02 тиына')
    expect(amountInWords('1.01', 'EUR')).toBe('Один евро 01 цент')
    expect(amountInWords('3.00', 'USD')).toBe('Три доллара США 00 центов')
  })

  test('is not there for what has no words', () => {
    for (const [amount, currency] of [
      ['1.00', 'XAF'],
      ['1.00', 'constructor'],
      ['-1.00', 'RUB'],
      ['1.001', 'RUB'],
      ['1000000000000000', 'RUB'],
    ] as const)
      expect(amountInWords(amount, currency)).toBeNull()
  })

  test('can be read back to the same sum', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999_999_999n }), (kopecks) => {
        const amount = `${kopecks / 100n}.${String(kopecks % 100n).padStart(2, '0')}`
        expect(readBack(amountInWords(amount, 'RUB') ?? '')).toBe(kopecks)
      }),
      { numRuns: 500 },
    )
  })
})

const numerals: Readonly<Record<string, bigint>> = Object.fromEntries(
  [
    ['один одна', 1],
    ['два две', 2],
    ['три', 3],
    ['четыре', 4],
    ['пять', 5],
    ['шесть', 6],
    ['семь', 7],
    ['восемь', 8],
    ['девять', 9],
    ['десять', 10],
    ['одиннадцать', 11],
    ['двенадцать', 12],
    ['тринадцать', 13],
    ['четырнадцать', 14],
    ['пятнадцать', 15],
    ['шестнадцать', 16],
    ['семнадцать', 17],
    ['восемнадцать', 18],
    ['девятнадцать', 19],
    ['двадцать', 20],
    ['тридцать', 30],
    ['сорок', 40],
    ['пятьдесят', 50],
    ['шестьдесят', 60],
    ['семьдесят', 70],
    ['восемьдесят', 80],
    ['девяносто', 90],
    ['сто', 100],
    ['двести', 200],
    ['триста', 300],
    ['четыреста', 400],
    ['пятьсот', 500],
    ['шестьсот', 600],
    ['семьсот', 700],
    ['восемьсот', 800],
    ['девятьсот', 900],
  ].flatMap(([words, value]) =>
    String(words)
      .split(' ')
      .map((word) => [word, BigInt(value ?? 0)]),
  ),
)
const multipliers = [
  [/^тысяч/, 1_000n],
  [/^миллион/, 1_000_000n],
  [/^миллиард/, 1_000_000_000n],
  [/^триллион/, 1_000_000_000_000n],
] as const

/** Reads the words as a person does, from left to right: an oracle that knows nothing of how they were made. */
function readBack(words: string): bigint {
  let total = 0n
  let group = 0n
  for (const word of words
    .toLowerCase()
    .replace(/ рубл.*$/, '')
    .split(' ')) {
    const multiplier = multipliers.find(([pattern]) => pattern.test(word))?.[1]
    if (multiplier) {
      total += group * multiplier
      group = 0n
    } else group += numerals[word] ?? 0n
  }
  const kopecks = /рубл\S+ (\d\d) копе/.exec(words)?.[1] ?? '0'
  return (total + group) * 100n + BigInt(kopecks)
}
