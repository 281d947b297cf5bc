import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentsInText, indexDocuments } from './document-index.ts'
import { searchedText } from './number-in-text.ts'
import { oracleHasNumber } from './number-oracle.fixture.ts'

const documentOf = (number: string) => ({
  documentId: number,
  number,
  currency: 'EUR',
  dueMicros: 1n,
  buyer: { names: [], accounts: [], taxNumbers: [] },
})
const foundIn = (text: string, ...numbers: readonly string[]) =>
  documentsInText(indexDocuments(numbers.map(documentOf)), searchedText(text)).map(({ number }) => number)

describe('a number is found', () => {
  test.each([
    ['alone', 'INV-2026-00001', 'INV-2026-00001'],
    ['in English', 'INV-2026-00001', 'Payment of invoice INV-2026-00001, thank you'],
    ['in German', 'INV-2026-00001', 'Rechnung INV-2026-00001 vom 02.10.2026 EUR 100,00'],
    [
      'in Russian, with the numero sign before it',
      'СЧ-2026-00015',
      'Оплата по счету №СЧ-2026-00015 от 01.10.2026г.',
    ],
    ['in small letters', 'INV-2026-00001', 'inv-2026-00001'],
    ['without dashes', 'INV-2026-00001', 'INV202600001'],
    ['with spaces for dashes', 'INV-2026-00001', 'Invoice INV 2026 00001.'],
    ['with another dash', 'INV-2026-00001', 'INV–2026—00001'],
    ['with spaces around dashes', 'INV-2026-00001', 'INV - 2026 - 00001'],
    ['broken by the bank', 'INV-2026-00001', 'Zahlung fuer INV-2026-0 0001 danke'],
    ['with a stroke', 'INV/2026/00001', 'INV-2026-00001'],
    ['with Cyrillic look-alikes', 'CA-2026-1', 'СА-2026-1'],
    ['with Latin look-alikes', 'СА-2026-1', 'CA-2026-1'],
    ['between commas', 'INV-2026-00001', 'INV-2026-00000,INV-2026-00001,INV-2026-00002'],
    ['before a comma and cents', 'INV-2026-00001', 'INV-2026-00001,00'],
    ['behind a mark of the bank', 'INV-2026-00001', 'EREF+NOTPROVIDED SVWZ+INV-2026-00001'],
    ['before a full stop', 'INV-2026-00001', 'Paid INV-2026-00001.'],
    ['in full-width forms', 'INV-1', 'ＩＮＶ－１'],
    ['of digits only', '20260001', 'Rechnung 20260001 vom'],
    ['before an amount', 'INV-2026-00001', 'INV-2026-00001 100,00'],
    ['with a full stop of its own', 'A.2026.1', 'a.2026.1'],
  ])('%s', (_name, number, text) => {
    expect(foundIn(text, number)).toEqual([number])
  })
})

describe('a number is not found', () => {
  test.each([
    ['as the start of a longer one', 'INV-2026-0000', 'INV-2026-00001'],
    ['as the start of one with a suffix', 'INV-2026-00001', 'INV-2026-00001-2'],
    ['as the start of one with a letter', 'INV-2026-00001', 'INV-2026-00001A'],
    ['as the end of a longer one', '2026-00001', 'INV-2026-00001'],
    ['as the end of a longer one behind a stroke', '2026-00001', 'INV/2026-00001'],
    ['in an account', '532013', 'DE89 3704 0044 0532 0130 00'],
    ['in an account, with a dash of its own', '3704-0044', 'DE89 3704 0044 0532 0130 00'],
    ['in a date', '02102026', 'vom 02.10.2026'],
    ['in a date with strokes', '2102026', '2/10/2026'],
    ['in an amount', '100', '100.50'],
    ['across words that are not its own', 'INV-1', 'INV: 1'],
    ['across a wide gap', 'INV-1', 'INV     1'],
    ['where more digits follow one that is written with spaces', 'INV-2026-1', 'INV 2026 1 2'],
    ['without a digit', 'INV', 'INV'],
  ])('%s', (_name, number, text) => {
    expect(foundIn(text, number)).toEqual([])
  })
})

test('of numbers that stand inside each other only the longest is meant', () => {
  expect(foundIn('INV 2026 00001', '2026-00001', 'INV-2026-00001')).toEqual(['INV-2026-00001'])
  expect(foundIn('INV 2026 00001 and 2026-00001', '2026-00001', 'INV-2026-00001').sort()).toEqual([
    '2026-00001',
    'INV-2026-00001',
  ])
})

test('agrees with regular expressions that say the same, on texts made of pieces of numbers', () => {
  const piece = fc.constantFrom(
    'INV',
    'A',
    'С',
    'C',
    '2026',
    '26',
    '0',
    '1',
    '12',
    '-',
    '/',
    '.',
    ' ',
    '  ',
    ',',
    '№',
    ' - ',
    'от',
    '_',
  )
  const number = fc
    .array(fc.constantFrom('INV', 'A', 'С', '2026', '26', '0', '1', '12', '-', '/', '.'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((pieces) => pieces.join(''))
    .filter((text) => /\d/.test(text))
  const property = fc.property(
    fc.array(piece, { maxLength: 12 }),
    number,
    fc.boolean(),
    (pieces, candidate, isPlanted) => {
      const middle = Math.floor(pieces.length / 2)
      const text = isPlanted
        ? [...pieces.slice(0, middle), candidate, ...pieces.slice(middle)].join('')
        : pieces.join('')
      const found = foundIn(text, candidate).length > 0
      expect({ text, candidate, found }).toEqual({ text, candidate, found: oracleHasNumber(text, candidate) })
    },
  )
  fc.assert(property, { numRuns: 3_000 })
})
