import { expect, test } from 'vitest'
import { type FinishedTable, maxXlsxRows, writeXlsx } from './index.ts'
import { sheetName } from './sheet-name.ts'
import { createTurns } from './turns.ts'
import { readXlsx } from './xlsx-reader.fixture.ts'

const table: FinishedTable = {
  name: 'Messages',
  about: [
    { label: 'Company', value: 'Ann & Sons' },
    { label: 'Time zone', value: 'Europe/Berlin' },
    { label: 'Messages in all', value: 2, type: 'integer' },
  ],
  columns: [
    { key: 'recipient', title: 'Recipient', type: 'text' },
    { key: 'count', title: 'Count', type: 'integer' },
    { key: 'rate', title: 'Rate', type: 'percent' },
    { key: 'created', title: 'Created', type: 'instant', widthChars: 30 },
    { key: 'latency', title: 'Latency', type: 'duration_ms' },
    { key: 'cost', title: 'Cost', type: 'money' },
  ],
  rows: [
    ['=1+1 <b>', 12, 0.97, '2026-09-01T08:00:00Z', 90_000, { amount: '12.345678', currency: 'EUR' }],
    [null, null, null, null, null, null],
    ['constructor', '9007199254740993', 1, null, 0, { amount: '0.5', currency: 'USD' }],
  ],
  timeZone: 'Europe/Berlin',
  language: 'en',
}

async function sheetsOf(more: Partial<FinishedTable>) {
  const file = await writeXlsx({ ...table, ...more })
  if (!file.ok) throw new Error(file.failure.detail)
  return readXlsx(file.value)
}

test('a file says what it is about on its first sheet and holds typed cells on its second', async () => {
  const [about, data] = await sheetsOf({})
  expect(about?.name).toBe('About')
  expect(about?.cells.get('A1')?.value).toBe('Company')
  expect(about?.cells.get('B1')?.value).toBe('Ann & Sons')
  expect(about?.cells.get('B3')).toMatchObject({ type: 'number', value: '2' })
  expect(data?.name).toBe('Messages')
  expect(['A1', 'B1', 'F1'].map((place) => data?.cells.get(place)?.value)).toEqual([
    'Recipient',
    'Count',
    'Cost',
  ])
  const wallTime = (Date.UTC(2026, 8, 1, 10) - Date.UTC(1899, 11, 30)) / 86_400_000
  expect(data?.cells.get('A2')).toMatchObject({ type: 'text', value: '=1+1 <b>' })
  expect(data?.cells.get('B2')).toMatchObject({ type: 'number', value: '12' })
  expect(data?.cells.get('C2')).toMatchObject({ type: 'number', value: '0.97', format: '0.0%' })
  expect(Number(data?.cells.get('D2')?.value)).toBeCloseTo(wallTime, 8)
  expect(data?.cells.get('D2')?.format).toBe('yyyy-mm-dd hh:mm:ss')
  expect(Number(data?.cells.get('E2')?.value)).toBeCloseTo(90 / 86_400, 12)
  expect(data?.cells.get('F2')).toMatchObject({ value: '12.345678', format: '#,##0.00#### "EUR"' })
})

test('no cell is a formula, and what is not known is empty', async () => {
  const [, data] = await sheetsOf({})
  expect(data?.xml).not.toContain('<f>')
  expect([...(data?.cells.keys() ?? [])].filter((place) => place.endsWith('3'))).toEqual([])
})

test('texts that every object has a name for, and whole numbers beyond 15 digits, stay what they are', async () => {
  const [, data] = await sheetsOf({})
  expect(data?.cells.get('A4')).toMatchObject({ type: 'text', value: 'constructor' })
  expect(data?.cells.get('B4')).toMatchObject({ type: 'text', value: '9007199254740993' })
})

test('the line of titles is frozen and the columns have widths', async () => {
  const [, data] = await sheetsOf({})
  expect(data?.xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  expect(data?.xml).toMatch(/<col [^>]*min="4"[^>]*width="30"|<col [^>]*width="30"[^>]*min="4"/)
})

test.each([
  ['a/b\\c?d*e[f]:g', 'a b c d e f  g'],
  ["'quoted'", 'quoted'],
  ['', 'Data'],
  ['x'.repeat(40), 'x'.repeat(31)],
])('a table named %j has the sheet %j', (name, sheet) => {
  expect(sheetName(name)).toBe(sheet)
})

test('texts that XML or Excel cannot hold leave the file whole', async () => {
  const rows = [
    ['\u0001\u0000a\ud800b'],
    ['x'.repeat(40_000)],
    ['😀'.repeat(20_000)],
    ['  spaces  '],
    ['__proto__'],
  ]
  const [, data] = await sheetsOf({ columns: table.columns.slice(0, 1), rows })
  expect(data?.cells.get('A2')?.value).toBe('�a�b')
  expect(data?.cells.get('A3')?.value).toBe(`${'x'.repeat(32_766)}…`)
  expect(data?.cells.get('A4')?.value).toBe(`${'😀'.repeat(16_383)}…`)
  expect(data?.cells.get('A5')?.value).toBe('  spaces  ')
  expect(data?.cells.get('A6')?.value).toBe('__proto__')
})

test('the sheets are named in the language of the file and never alike', async () => {
  const sheets = await sheetsOf({ language: 'ru', name: 'о таблице', rows: [] })
  expect(sheets.map((sheet) => sheet.name)).toEqual(['О таблице', 'о таблице 2'])
})

test('a table of more rows than a file holds is refused while it is read', async () => {
  let produced = 0
  async function* rows() {
    for (;;) {
      produced += 1
      yield ['x']
    }
  }
  const answer = await writeXlsx({ ...table, columns: table.columns.slice(0, 1), rows: rows() })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'too_many_rows' } })
  expect(produced).toBe(maxXlsxRows + 1)
})

async function* broken() {
  yield ['x']
  throw new Error('The rows broke off.')
}

test('a table that cannot be read is an error, and the next one is written', async () => {
  await expect(writeXlsx({ ...table, rows: broken() })).rejects.toThrow('The rows broke off.')
  expect((await writeXlsx({ ...table, rows: [] })).ok).toBe(true)
})

test('files are made one at a time, and no more than a few may wait', async () => {
  const turns = createTurns({ maxWaiting: 1 })
  let running = 0
  const gate = Promise.withResolvers<void>()
  const work = async () => {
    running += 1
    await gate.promise
    return { ok: true, value: running } as const
  }
  const answers = [turns.take(work), turns.take(work), turns.take(work)]
  await expect(answers[2]).resolves.toMatchObject({ ok: false, failure: { code: 'overloaded' } })
  expect(running).toBe(1)
  gate.resolve()
  expect(await Promise.all(answers.slice(0, 2))).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 2 },
  ])
})
