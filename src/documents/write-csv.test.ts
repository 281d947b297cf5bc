import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvOptions, type FinishedTable, type TableColumn, writeCsv } from './index.ts'

const column = (title: string, type: TableColumn['type']): TableColumn => ({ key: title, title, type })

function tableOf(
  columns: readonly TableColumn[],
  rows: FinishedTable['rows'],
  timeZone = 'Europe/Berlin',
): FinishedTable {
  return { name: 'Messages', about: [], columns, rows, timeZone, language: 'en' }
}

async function csvOf(table: FinishedTable, options?: CsvOptions): Promise<string> {
  let csv = ''
  for await (const chunk of writeCsv(table, options)) csv += chunk
  return csv
}

/** A reader of RFC 4180, written from its grammar. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (let match = pattern.exec(csv); match; match = pattern.exec(csv)) {
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

test('each type is written so that another program can read it back', async () => {
  const columns = [
    column('Recipient', 'text'),
    column('Messages', 'integer'),
    column('Rate', 'percent'),
    column('Created', 'instant'),
    column('Latency', 'duration_ms'),
    column('Cost', 'money'),
  ]
  const rows = [
    ['Ann, "the" first', 12n, 0.97, '2026-09-01T08:00:00Z', 1_350, { amount: '12.345678', currency: 'EUR' }],
    [null, '9007199254740993', null, Date.UTC(2026, 11, 1, 8, 0, 0, 120), undefined, null],
  ]
  expect(await csvOf(tableOf(columns, rows))).toBe(
    [
      'Recipient,Messages,Rate,Created,Latency,Cost,"Cost, ISO 4217"',
      '"Ann, ""the"" first",12,0.97,2026-09-01T10:00:00+02:00,1350,12.345678,EUR',
      ',9007199254740993,,2026-12-01T09:00:00.120+01:00,,,',
      '',
    ].join('\r\n'),
  )
})

test.each([
  '=1+1',
  '+1+1',
  '+A1',
  '+49\n',
  '-2',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  '＝1',
  '=cmd|" /C calc"!A0',
])('the text %j is never run as a formula', async (text) => {
  const [, row] = parseCsv(await csvOf(tableOf([column('Text', 'text')], [[text]])))
  expect(row).toEqual([`'${text}`])
})

test('a phone number in international form is read back as it is', async () => {
  expect(await csvOf(tableOf([column('To', 'text')], [['+4915112345678']]))).toBe('To\r\n+4915112345678\r\n')
})

test('negative numbers stay numbers', async () => {
  expect(await csvOf(tableOf([column('N', 'number')], [[-2.5]]))).toBe('N\r\n-2.5\r\n')
})

test('a value that does not fit its column is written as text and made harmless', async () => {
  const columns = [column('N', 'integer'), column('T', 'instant'), column('M', 'money')]
  expect(await csvOf(tableOf(columns, [['=A1', '=B1', '=C1']]))).toBe(
    "N,T,M,\"M, ISO 4217\"\r\n'=A1,'=B1,'=C1,\r\n",
  )
})

test('numbers that are no numbers are empty, not NaN', async () => {
  expect(await csvOf(tableOf([column('N', 'number')], [[Number.NaN], [Number.POSITIVE_INFINITY]]))).toBe(
    'N\r\n\r\n\r\n',
  )
})

test('any text comes back as it was, apart from the apostrophe before formulas', async () => {
  const texts = fc.array(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', '=', 'ж', '😀') }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  await fc.assert(
    fc.asyncProperty(texts, async (values) => {
      const rows = values.map((value) => ['x', value])
      const parsed = parseCsv(await csvOf(tableOf([column('A', 'text'), column('B', 'text')], rows)))
      const read = parsed.slice(1).map((row) => row[1])
      expect(read).toEqual(values.map((value) => (/^[=\r\n]/.test(value) ? `'${value}` : value)))
    }),
  )
})

test('starts with a byte order mark only where it is asked for', async () => {
  const table = tableOf([column('A', 'text')], [])
  expect(await csvOf(table, { byteOrderMark: true })).toBe('\ufeffA\r\n')
  expect(await csvOf(table)).toBe('A\r\n')
})

test('a long table is handed on in pieces while its rows are still being read', async () => {
  let produced = 0
  async function* rows() {
    for (; produced < 100_000; produced += 1) yield ['some text', produced]
  }
  const pieces = writeCsv(tableOf([column('A', 'text'), column('B', 'integer')], rows()))
  const first = await pieces.next()
  expect(String(first.value).length).toBeLessThan(70_000)
  expect(produced).toBeLessThan(10_000)
  await pieces.return(undefined)
})

test('an hour that comes twice is told apart by its offset', async () => {
  const rows = [[Date.parse('2026-10-25T00:30:00Z')], [Date.parse('2026-10-25T01:30:00Z')]]
  expect(await csvOf(tableOf([column('T', 'instant')], rows))).toBe(
    'T\r\n2026-10-25T02:30:00+02:00\r\n2026-10-25T02:30:00+01:00\r\n',
  )
})
