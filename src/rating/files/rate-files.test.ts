import * as fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { type Rate, rateUnits } from '../../contract/index.ts'
import { writeCsv, writeXlsx } from '../../documents/index.ts'
import { parseRateFile } from './parse-rate-file.ts'
import { type ParsedRates, parseRateRows } from './parse-rate-rows.ts'
import type { RateFileFormat } from './rate-file-job.ts'
import { rateTable } from './rate-table.ts'
import { decimalText } from './read-excel-rows.ts'

const subject = { priceList: 'Retail', version: 1, currency: 'EUR' }

async function read(format: RateFileFormat, bytes: Uint8Array): Promise<ParsedRates> {
  const parsed = await parseRateFile({ format, bytes })
  if (!parsed.ok) throw new Error(parsed.failure.detail)
  return parsed.value
}

const readCsv = (text: string) => read('csv', new TextEncoder().encode(text))

async function write(format: RateFileFormat, rates: readonly Rate[]): Promise<Uint8Array> {
  const table = rateTable(rates, subject)
  if (format === 'csv') {
    let text = ''
    for await (const piece of writeCsv(table, { byteOrderMark: true })) text += piece
    return new TextEncoder().encode(text)
  }
  const written = await writeXlsx(table)
  if (!written.ok) throw new Error(written.failure.detail)
  return written.value
}

const sms: Rate = { channel: 'sms', kind: null, destination: 'any', unit: 'segment', price: '0.075' }
const titles = 'channel,kind,destination,unit,price'

describe('a file of rates', () => {
  test('may have its columns in any order, and blank lines', async () => {
    const { rates, refused } = await readCsv(
      'price,unit,destination,channel\r\n\r\n0.075,segment,any,sms\r\n',
    )
    expect({ rates, refused }).toEqual({ rates: [sms], refused: [] })
  })

  test('is read with semicolons and decimal commas, as spreadsheets write it', async () => {
    const { rates } = await readCsv('\ufeffChannel;Kind;Destination;Unit;Price\nSMS;;ANY;segment;0,0750000\n')
    expect(rates).toEqual([sms])
  })

  test('a prefix that lost its plus is still a prefix; a country may be in small letters', async () => {
    const { rates } = await readCsv(`${titles}\nsms,,49151,segment,1\nsms,,de,segment,1.50`)
    expect(rates.map(({ destination, price }) => [destination, price])).toEqual([
      ['+49151', '1'],
      ['DE', '1.5'],
    ])
  })

  test.each([
    ['7 decimals', 'sms,,any,segment,0.0000001', 'price', 'price_too_fine'],
    ['9 decimals', 'sms,,any,segment,1.123456789', 'price', 'price_too_fine'],
    ['a negative price', 'sms,,any,segment,-1', 'price', 'negative_price'],
    ['a price that is none', 'sms,,any,segment,1 EUR', 'price', 'invalid_price'],
    ['a decimal comma between commas', 'sms,,any,segment,"0,5"', 'price', 'invalid_price'],
    ['a price beyond the bound', 'sms,,any,segment,10000000', 'price', 'invalid_price'],
    ['no price', 'sms,,any,segment,', 'price', 'missing_value'],
    ['an unknown unit', 'sms,,any,page,1', 'unit', 'unknown_unit'],
    ['a price by time for messages', 'sms,,any,minute,1', 'unit', 'unit_not_for_channel'],
    ['a bad prefix', 'sms,,+0151,segment,1', 'destination', 'invalid_destination'],
    ['a prefix of 16 digits', 'sms,,+1234567890123456,segment,1', 'destination', 'invalid_destination'],
    ['a bad channel', 's m s,,any,segment,1', 'channel', 'invalid_channel'],
    ['a bad kind', 'sms,a|b,any,segment,1', 'kind', 'invalid_kind'],
    ['a cell beyond the titles', 'sms,,any,segment,1,2', null, 'too_many_cells'],
  ])('is refused by row and column for %s', async (_name, line, column, code) => {
    const { refused } = await readCsv(`${titles}\nsms,,FR,segment,1\n\n${line}\n`)
    expect(refused).toEqual([{ row: 4, column, code, detail: expect.stringMatching(/\.$/) }])
  })

  test('is refused for wrong, missing and repeated columns, each by name', async () => {
    const { refused } = await readCsv('channel,channel,destinations,unit,price\nsms,sms,any,segment,1')
    expect(refused.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'channel', 'duplicate_column'],
      [1, 'destinations', 'unknown_column'],
      [1, 'destination', 'missing_column'],
    ])
  })

  test('names all faults of all rows, and two rates for the same', async () => {
    const several = await readCsv(`${titles}\nsms,,any,page,-1\nsms,,any,segment,x`)
    expect(several.refused.map(({ row, column }) => [row, column])).toEqual([
      [2, 'unit'],
      [2, 'price'],
      [3, 'price'],
    ])
    const twice = await readCsv(`${titles}\nsms,,+49151,segment,1\nsms,,any,segment,1\nsms,,49151,message,2`)
    expect(twice.refused).toEqual([
      { row: 4, column: null, code: 'duplicate_rate', detail: expect.stringContaining('Row 2') },
    ])
  })

  test('without rows, or with more than a version may have, is refused', async () => {
    expect((await readCsv('')).refused).toMatchObject([{ row: 1, code: 'missing_column' }])
    const cells = ['sms', 'any', 'segment', '1']
    const rows = Array.from({ length: 100_002 }, (_, place) => ({
      row: place + 1,
      cells: place === 0 ? ['channel', 'destination', 'unit', 'price'] : cells,
    }))
    expect(parseRateRows(rows).refused).toMatchObject([{ code: 'too_many_rows' }])
  })

  test.each([
    ['is no XML', 'hello'],
    ['breaks off', '<worksheet><sheetData><row>'],
    ['nests deeper than any sheet', '<a>'.repeat(200_000)],
    ['has a cell nowhere', '<worksheet><sheetData><row r="x"><c r="!!"/></row></sheetData></worksheet>'],
    ['has a cell without a place', '<worksheet><sheetData><row><c/></row></sheetData></worksheet>'],
  ])('is refused as none where its sheet %s', async (_what, sheet) => {
    const files = unzipSync(await write('xlsx', [sms]))
    const names = Object.keys(files).filter((name) => name.startsWith('xl/worksheets/'))
    expect(names).not.toEqual([])
    const broken = Object.fromEntries(names.map((name) => [name, new TextEncoder().encode(sheet)]))
    expect(await parseRateFile({ format: 'xlsx', bytes: zipSync({ ...files, ...broken }) })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_file' },
    })
  })

  test.each([
    ['csv', Uint8Array.of(0xff, 0xfe, 0x41)],
    ['csv', new TextEncoder().encode(`${titles}\nsms,"any,segment,1`)],
    ['xlsx', new TextEncoder().encode(titles)],
    ['xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
    ['xlsx', new Uint8Array(0)],
  ] as const)('that is none is refused as a whole: %s %#', async (format, bytes) => {
    expect(await parseRateFile({ format, bytes })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_file' },
    })
  })
})

describe('a number of Excel is the decimal that was typed', () => {
  test.each([
    ['7.4999999999999997E-2', '0.075'],
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['1E-6', '0.000001'],
    ['9.9999999999999995E-7', '0.000001'],
    ['1.5E-7', '0.00000015'],
    ['9999999.9999989998', '9999999.999999'],
    ['12', '12'],
    ['1E+21', '1000000000000000000000'],
    ['-2.5E-8', '-0.000000025'],
  ])('%s is %s', (stored, typed) => {
    expect(decimalText(stored)).toBe(typed)
  })

  test('any price survives as the double that Excel keeps of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999_999 }), (micros) => {
        const price = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
        const stored = Number(price).toExponential(16)
        expect(decimalText(stored)).toBe(price.replace(/\.?0+$/, '') || '0')
      }),
    )
  })
})

const price = fc.oneof(fc.integer({ min: 0, max: 9_999_999_999_999 }), fc.integer({ min: 0, max: 2_000_000 }))
const anyRate = fc
  .record({
    channel: fc.constantFrom('sms', 'call', 'constructor', 'web_chat-2', '007'),
    kind: fc.constantFrom(null, 'service', 'advertising', 'operator'),
    destination: fc.oneof(
      fc.constantFrom('any', 'DE', '262-01', '310-260'),
      fc.integer({ min: 1, max: 999_999_999 }).map((digits) => `+${digits}`),
    ),
    unit: fc.constantFrom(...rateUnits),
    micros: price,
    first: fc.option(fc.integer({ min: 1, max: 3_600 }), { nil: undefined }),
    increment: fc.option(fc.integer({ min: 1, max: 3_600 }), { nil: undefined }),
  })
  .map(({ micros, first, increment, ...rest }): Rate => {
    const isTimed = rest.channel === 'call' && (rest.unit === 'second' || rest.unit === 'minute')
    const written = `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`
    return {
      ...rest,
      unit: rest.channel === 'call' ? rest.unit : 'message',
      price: written.replace(/\.?0+$/, '') || '0',
      ...(isTimed && first !== undefined ? { first_increment_s: first } : {}),
      ...(isTimed && increment !== undefined ? { increment_s: increment } : {}),
    }
  })

test.each(['csv', 'xlsx'] as const)('any rates written as %s and read back are the same', async (format) => {
  const rates = fc.uniqueArray(anyRate, {
    maxLength: 30,
    selector: (rate) => `${rate.channel} ${rate.kind} ${rate.destination}`,
  })
  await fc.assert(
    fc.asyncProperty(rates, async (some) => {
      expect(await read(format, await write(format, some))).toEqual({ rates: some, refused: [] })
    }),
    { numRuns: format === 'csv' ? 200 : 15 },
  )
})
