import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import type { TableFileFormat, TableFileSums } from '../../src/documents/index.ts'
import { unzip } from '../../src/documents/xlsx-reader.fixture.ts'

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-report-files-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))

/** Whatever the number of rows. */
const maxAboveIdleBytes = 300 * 1_000_000

interface Written {
  readonly sums: TableFileSums
  readonly aboveIdleBytes: number
}

async function write(format: TableFileFormat, rows: number): Promise<string> {
  const path = join(scratch, `${rows}.${format}`)
  const writer = fork(new URL('write-rows.fixture.ts', import.meta.url), [path, format, String(rows)])
  const [{ sums, aboveIdleBytes }] = (await once(writer, 'message')) as [Written]
  if (writer.exitCode === null) await once(writer, 'exit')
  expect(writer.exitCode).toBe(0)
  expect(aboveIdleBytes).toBeLessThan(maxAboveIdleBytes)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  expect(sums.sha256).toBe(hash.digest('hex'))
  expect(sums.rows).toBe(rows)
  expect(await readdir(scratch)).not.toContain(`${rows}.${format}.part`)
  return path
}

interface SheetSums {
  readonly rows: number
  readonly first: number
  readonly last: number
  readonly isInOrder: boolean
}

/** The whole numbers of the first column, read from the XML itself. */
function sheetSums(xml: string): SheetSums {
  let rows = 0
  let first = -1
  let last = -1
  let isInOrder = true
  for (const [, line, value] of xml.matchAll(/<c r="A(\d+)" s="\d+"><v>(\d+)<\/v>/g)) {
    const number = Number(value)
    if (rows === 0) first = number
    else if (number !== last + 1) isInOrder = false
    rows += 1
    if (Number(line) !== rows + 1) isInOrder = false
    last = number
  }
  return { rows, first, last, isInOrder }
}

async function sheetsOf(path: string): Promise<{ names: string[]; sheets: SheetSums[] }> {
  const entries = unzip(await readFile(path))
  const workbook = entries.get('xl/workbook.xml')?.toString() ?? ''
  const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1] ?? '')
  const sheets = names
    .slice(1)
    .map((_name, index) =>
      sheetSums(entries.get(`xl/worksheets/sheet${index + 2}.xml`)?.toString('latin1') ?? ''),
    )
  return { names, sheets }
}

test('an Excel file of 1,000,000 rows has every row on one sheet, in bounded memory', async () => {
  const { names, sheets } = await sheetsOf(await write('xlsx', 1_000_000))
  expect(names).toEqual(['About', 'Data'])
  expect(sheets).toEqual([{ rows: 1_000_000, first: 0, last: 999_999, isInOrder: true }])
})

test("an Excel file of 2,500,000 rows goes on on a next sheet at Excel's limit, in bounded memory", async () => {
  const { names, sheets } = await sheetsOf(await write('xlsx', 2_500_000))
  expect(names).toEqual(['About', 'Rows 1–1,048,575', 'Rows 1,048,576–2,097,150', 'Rows 2,097,151–2,500,000'])
  expect(sheets).toEqual([
    { rows: 1_048_575, first: 0, last: 1_048_574, isInOrder: true },
    { rows: 1_048_575, first: 1_048_575, last: 2_097_149, isInOrder: true },
    { rows: 402_850, first: 2_097_150, last: 2_499_999, isInOrder: true },
  ])
})

test('a CSV file of 2,500,000 rows has every row, in bounded memory', async () => {
  const lines = createInterface({ input: createReadStream(await write('csv', 2_500_000)) })
  let next = -1
  for await (const line of lines) {
    if (next >= 0 && Number(line.split(',', 1)[0]) !== next) throw new Error(`Not row ${next}: ${line}`)
    next += 1
  }
  expect(next).toBe(2_500_000)
})

test('a Parquet file of 2,500,000 rows is written in bounded memory', async () => {
  const path = await write('parquet', 2_500_000)
  const bytes = await readFile(path)
  expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', bytes.length - 4)]).toEqual([
    'PAR1',
    'PAR1',
  ])
})
