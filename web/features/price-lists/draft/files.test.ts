import { expect, test } from 'vitest'
import type { Rate } from '../../../../src/contract/index.ts'
import { compareRates } from './compare-rates.ts'
import { previewCsv } from './preview-csv.ts'

const rate = (destination: string, price: string, others: Partial<Rate> = {}): Rate => ({
  channel: 'sms',
  kind: null,
  destination,
  unit: 'segment',
  price,
  ...others,
})

test('rates are compared by what they are for; zeros at the end of a price change nothing', () => {
  const before = [rate('DE', '0.07'), rate('AT', '0.05'), rate('CH', '0.06')]
  const after = [
    rate('DE', '0.070000'),
    rate('AT', '0.051'),
    rate('FR', '0.04'),
    rate('CH', '0.06', { kind: 'advertising' }),
  ]
  expect(compareRates(before, after)).toEqual({ added: 2, changed: 1, removed: 1 })
  expect(compareRates(before, before)).toEqual({ added: 0, changed: 0, removed: 0 })
})

test('the preview of a file knows its separator, quotes and line ends', () => {
  expect(previewCsv('\ufeffchannel;price\r\nsms;"0,07"\r\n"a ""b""";1\n', 5)).toEqual([
    ['channel', 'price'],
    ['sms', '0,07'],
    ['a "b"', '1'],
  ])
  expect(previewCsv('a,b\n1,2\n3,4\n5,6', 2)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})
