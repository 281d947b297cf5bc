import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type TableColumn, type TableFileOptions, writeCsv } from '../index.ts'
import { readXlsx, unzip } from '../xlsx-reader.fixture.ts'
import { openTableFile } from './open-table-file.ts'
import { standardXlsxBounds } from './xlsx/xlsx-encoder.ts'

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-files-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))

let folder = scratch
let folders = 0
beforeEach(async () => {
  folders += 1
  folder = join(scratch, String(folders))
  await mkdir(folder)
})

const column = (key: string, type: TableColumn['type']): TableColumn => ({ key, title: key, type })
const textAndCount = [column('text', 'text'), column('count', 'integer')]

function options(more: Partial<TableFileOptions> = {}): TableFileOptions {
  return {
    path: join(folder, 'report'),
    format: 'xlsx',
    language: 'en',
    timeZone: 'Europe/Berlin',
    columns: textAndCount,
    about: [{ label: 'Company', value: 'Ann & Sons' }],
    ...more,
  }
}

type Rows = readonly (readonly unknown[])[]

async function write(rows: Rows, more: Partial<TableFileOptions> = {}, bounds = standardXlsxBounds) {
  const file = await openTableFile(options(more), bounds)
  expect(await file.writeRows(rows)).toEqual({ ok: true, value: undefined })
  const ended = await file.end([{ label: 'In all', value: rows.length, type: 'integer' }])
  if (!ended.ok) throw new Error(ended.failure.detail)
  return { sums: ended.value, bytes: await readFile(join(folder, 'report')) }
}

const countingRows = (count: number): Rows =>
  Array.from({ length: count }, (_, index) => [`row ${index}`, index])

describe.each(['xlsx', 'csv', 'parquet'] as const)('a file of the format %s', (format) => {
  test('has the size, the fingerprint and the number of rows that its end says', async () => {
    const { sums, bytes } = await write(countingRows(5_000), { format })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(sums).toEqual({ bytes: bytes.length, sha256, rows: 5_000 })
    expect(await readdir(folder)).toEqual(['report'])
  })

  test('has the same bytes again for the same rows, however they are handed over', async () => {
    const { sums } = await write(countingRows(3_000), { format })
    const file = await openTableFile(options({ format }))
    for (const row of countingRows(3_000)) await file.writeRows([row])
    const again = await file.end([{ label: 'In all', value: 3_000, type: 'integer' }])
    expect(again).toEqual({ ok: true, value: sums })
  })

  test('that is given up leaves nothing, and the file before it as it was', async () => {
    await writeFile(join(folder, 'report'), 'the one before')
    const file = await openTableFile(options({ format }))
    await file.writeRows(countingRows(100))
    await file.abort()
    expect(await readdir(folder)).toEqual(['report'])
    expect(await readFile(join(folder, 'report'), 'utf8')).toBe('the one before')
  })

  test('takes the place of what a crash left', async () => {
    await writeFile(join(folder, 'report.part'), 'x'.repeat(1_000_000))
    const { sums, bytes } = await write(countingRows(2), { format })
    expect(sums.bytes).toBe(bytes.length)
    expect(await readdir(folder)).toEqual(['report'])
  })

  test('that the disk has no room for is a failure and leaves nothing', async () => {
    // A device that has room for nothing stands where the file would be written.
    await symlink('/dev/full', join(folder, 'report.part'))
    const file = await openTableFile(options({ format }))
    await file.writeRows(countingRows(10))
    const ended = await file.end()
    expect(ended).toMatchObject({ ok: false, failure: { code: 'disk_full' } })
    expect(await readdir(folder)).toEqual([])
  })

  test('in a folder that is not there is a failure that says so', async () => {
    const file = await openTableFile(options({ format, path: join(folder, 'none', 'report') }))
    await file.writeRows(countingRows(1))
    expect(await file.end()).toMatchObject({ ok: false, failure: { code: 'folder_not_writable' } })
  })

  test('that takes the place of a folder is a failure and leaves nothing', async () => {
    await mkdir(join(folder, 'report'))
    const file = await openTableFile(options({ format }))
    expect(await file.end()).toMatchObject({ ok: false, failure: { code: 'folder_not_writable' } })
    expect(await readdir(folder)).toEqual(['report'])
  })

  test('of no rows is whole', async () => {
    const { sums } = await write([], { format })
    expect(sums.rows).toBe(0)
  })
})

test('what the writer cannot be handed is an error, and leaves nothing', async () => {
  const file = await openTableFile(options())
  await file.writeRows([[() => 'no value', 1]])
  await expect(file.end()).rejects.toThrow('could not be cloned')
  expect(await readdir(folder)).toEqual([])
})

test('rows of long texts, more of them than a message holds, are all written', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => [`${index} ${'x'.repeat(300_000)}`, index])
  const { bytes } = await write(rows, { format: 'csv' })
  const lines = bytes.toString().split('\r\n')
  expect(lines.slice(1, -1)).toEqual(rows.map((row) => row.join(',')))
})

test('a row too large for the memory of its writer is a failure, and leaves nothing', async () => {
  const file = await openTableFile(options({ format: 'parquet' }))
  await file.writeRows(countingRows(10))
  const written = await file.writeRows([['x'.repeat(400_000_000), 1]])
  expect(written).toMatchObject({ ok: false, failure: { code: 'out_of_memory' } })
  expect(await readdir(folder)).toEqual([])
})

describe('an Excel file', () => {
  test('says what it is about on its first sheet, the totals last', async () => {
    const { bytes } = await write(countingRows(3))
    const [about, data] = readXlsx(bytes)
    expect([...(about?.cells ?? [])].map(([place, { value }]) => [place, value])).toEqual([
      ['A1', 'Company'],
      ['B1', 'Ann & Sons'],
      ['A2', 'In all'],
      ['B2', '3'],
    ])
    expect([about?.name, data?.name]).toEqual(['About', 'Data'])
  })

  test.each([
    ['en', ['About', 'Rows 1–1,000', 'Rows 1,001–2,000', 'Rows 2,001–2,500']],
    ['ru', ['О таблице', 'Строки 1–1 000', 'Строки 1 001–2 000', 'Строки 2 001–2 500']],
  ] as const)('goes on on a next sheet when one is full, in %s', async (language, names) => {
    const bounds = { ...standardXlsxBounds, rowsPerSheet: 1_000 }
    const { bytes } = await write(countingRows(2_500), { language }, bounds)
    const sheets = readXlsx(bytes)
    expect(sheets.map(({ name }) => name.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual(names)
    const values = sheets.slice(1).flatMap(({ cells }) => {
      expect(cells.get('A1')?.value).toBe('text')
      return [...cells].filter(([place]) => place.startsWith('B')).slice(1)
    })
    expect(values.map(([, { value }]) => Number(value))).toEqual(Array.from({ length: 2_500 }, (_, n) => n))
  })

  test('of exactly as many rows as a sheet holds has one sheet of data, called by its name', async () => {
    const bounds = { ...standardXlsxBounds, rowsPerSheet: 100 }
    const { bytes } = await write(countingRows(100), { name: 'Messages' }, bounds)
    expect(readXlsx(bytes).map(({ name }) => name)).toEqual(['About', 'Messages'])
  })

  test('can be filtered by its titles, on every sheet of data', async () => {
    const bounds = { ...standardXlsxBounds, rowsPerSheet: 10 }
    const { bytes } = await write(countingRows(15), {}, bounds)
    const [about, first, second] = readXlsx(bytes)
    expect(about?.xml).not.toContain('autoFilter')
    expect(first?.xml).toContain('<autoFilter ref="A1:B11"/>')
    expect(second?.xml).toContain('<autoFilter ref="A1:B6"/>')
    expect(unzip(bytes).get('xl/workbook.xml')?.toString()).toContain("'Rows 11–15'!$A$1:$B$6")
  })

  test('that would be larger than an archive may be is a failure and leaves nothing', async () => {
    const file = await openTableFile(options(), { ...standardXlsxBounds, fileBytes: 100_000 })
    const rows = Array.from({ length: 20_000 }, () => [crypto.randomUUID(), 1])
    const written = await file.writeRows(rows)
    const ended = written.ok ? await file.end() : written
    expect(ended).toMatchObject({ ok: false, failure: { code: 'file_too_large' } })
    expect(await readdir(folder)).toEqual([])
  })
})

/** What a cell of Excel keeps of a text. */
function kept(text: string): string | undefined {
  const clean = text
    .replaceAll('\0', '')
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\t\n\P{Cc}]|[\ufffe\uffff]/gu, '\ufffd')
  return clean === '' ? undefined : clean
}

test('any text is a text in Excel, and comes back', async () => {
  const sign = fc.oneof(
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u0001', '_x0041_', '_x', ' ', '😀', 'ж'),
    fc.constantFrom('&', '<', '>', '"', "'", ']]>', '&amp;', '\ud800', '\udc00', '\uffff', 'שלום', '\u202e'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  const texts = fc.array(
    fc.array(sign, { maxLength: 8 }).map((signs) => signs.join('')),
    { minLength: 1, maxLength: 300, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const { bytes } = await write(values.map((value) => [value]))
      const cells = readXlsx(bytes)[1]?.cells
      for (const [index, value] of values.entries()) {
        const cell = cells?.get(`A${index + 2}`)
        expect(cell?.value).toBe(kept(value))
        if (cell) expect(cell.type).toBe('text')
      }
    }),
    { numRuns: 6 },
  )
}, 60_000)

test('any decimal is a number in Excel where 15 digits hold it, else the same digits as text', async () => {
  const decimals = fc.array(
    fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 20 })),
    { minLength: 1, maxLength: 300, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(decimals, async (values) => {
      const texts = values.map(([isNegative, unscaled, scale]) => {
        const digits = String(unscaled).padStart(scale + 1, '0')
        const point = digits.length - scale
        return `${isNegative ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? '.' : ''}${digits.slice(point)}`
      })
      const { bytes } = await write(
        texts.map((text) => [text]),
        { columns: [column('n', 'number')] },
      )
      const cells = readXlsx(bytes)[1]?.cells
      for (const [index, text] of texts.entries()) {
        const cell = cells?.get(`A${index + 2}`)
        const digits = text.replaceAll(/[-.]/g, '').replace(/^0+/, '').length
        if (cell?.type === 'text') expect(cell.value).toBe(text)
        else expect(Number(cell?.value) + 0).toBe(Number(text) + 0)
        if (digits <= 15) expect(cell?.type).toBe('number')
        if (digits > 15 && !text.includes('.')) expect(cell?.type).toBe('text')
      }
    }),
    { numRuns: 6 },
  )
}, 60_000)

test('moments that the calendar of Excel does not have are written as text', async () => {
  const moments = ['1850-01-01T00:00:00Z', '1900-03-02T00:00:00Z', '9999-12-30T00:00:00Z', 8.64e15]
  const { bytes } = await write(
    moments.map((moment) => [moment]),
    { columns: [column('t', 'instant')], timeZone: 'UTC' },
  )
  const cells = readXlsx(bytes)[1]?.cells
  expect(
    ['A2', 'A3', 'A4', 'A5'].map((place) => [cells?.get(place)?.type, cells?.get(place)?.value]),
  ).toEqual([
    ['text', '1850-01-01T00:00:00+00:00'],
    ['number', '62'],
    ['number', '2958464'],
    ['text', '+275760-09-13T00:00:00+00:00'],
  ])
})

test('money that 15 digits do not hold is a text with its currency; a ratio is a number with all its digits', async () => {
  const { bytes } = await write([[{ amount: '123456789012.123456', currency: 'EUR' }, 1 / 3]], {
    columns: [column('m', 'money'), column('p', 'percent')],
  })
  const cells = readXlsx(bytes)[1]?.cells
  expect(cells?.get('A2')).toMatchObject({ type: 'text', value: '123456789012.123456 EUR' })
  expect(cells?.get('B2')).toMatchObject({ type: 'number', value: String(1 / 3), format: '0.0%' })
})

test('a CSV file is what a list on a page exports', async () => {
  const rows: Rows = [
    ['=1+1', 1],
    ['a, "b"', null],
  ]
  const { bytes } = await write(rows, { format: 'csv', csv: { bom: true } })
  let csv = ''
  const table = { ...options(), name: '', rows }
  for await (const piece of writeCsv(table, { byteOrderMark: true })) csv += piece
  expect(bytes.toString()).toBe(csv)
})
