import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { TableColumn } from '../../index.ts'
import { openTableFile } from '../open-table-file.ts'

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-parquet-'))
type Connection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>
const engine = createClient({
  connection: createChdbConnection({ path: join(scratch, 'engine') }) as unknown as Connection,
  clickhouse_settings: { output_format_json_quote_64bit_integers: 1, output_format_json_quote_decimals: 1 },
})
afterAll(async () => {
  await engine.close()
  await rm(scratch, { recursive: true, force: true })
})

const columns: readonly TableColumn[] = (
  ['text', 'integer', 'number', 'percent', 'instant', 'duration_ms', 'money'] as const
).map((type) => ({ key: type, title: `Title of ${type}`, type }))
const path = join(scratch, 'facts.parquet')

async function write(rows: readonly (readonly unknown[])[]): Promise<void> {
  const file = await openTableFile({
    path,
    format: 'parquet',
    language: 'en',
    timeZone: 'Europe/Berlin',
    columns,
    about: [{ label: 'Company', value: 'Ann & Sons' }],
  })
  const written = await file.writeRows(rows)
  const ended = written.ok ? await file.end([{ label: 'Rows', value: BigInt(rows.length) }]) : written
  if (!ended.ok) throw new Error(ended.failure.detail)
}

async function ask<Row>(query: string): Promise<Row[]> {
  const answer = await engine.query({ query, format: 'JSON', query_params: { path } })
  return (await answer.json<Row>()).data
}

test('ClickHouse reads the columns by their keys and types', async () => {
  await write([])
  const described = await ask<{ name: string; type: string }>("DESCRIBE file({path:String}, 'Parquet')")
  expect(described.map(({ name, type }) => [name, type])).toEqual([
    ['text', 'Nullable(String)'],
    ['integer', 'Nullable(Int64)'],
    ['number', 'Nullable(Float64)'],
    ['percent', 'Nullable(Float64)'],
    ['instant', "Nullable(DateTime64(3, 'UTC'))"],
    ['duration_ms', 'Nullable(Float64)'],
    ['money', 'Nullable(Decimal(18, 6))'],
    ['money_currency', 'Nullable(String)'],
  ])
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 8 })
const money = fc.record({
  amount: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }).map((micros) => {
    const digits = String(micros < 0n ? -micros : micros).padStart(7, '0')
    return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
  }),
  currency: fc.constantFrom('EUR', 'RUB', 'USD'),
})
const row = fc.tuple(
  maybe(fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\0', 'x'))),
  maybe(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
  maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  maybe(fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) })),
  maybe(fc.nat()),
  maybe(money),
)

interface ReadRow {
  readonly text: string | null
  readonly integer: string | null
  readonly number: number | null
  readonly percent: number | null
  readonly instant_ms: string | null
  readonly duration_ms: number | null
  readonly money: string | null
  readonly money_currency: string | null
}

/** Without zeros at the end of its fraction, which the engine leaves out. */
const decimalOf = (amount: string): string =>
  (amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount).replace(/^-0$/, '0')
const plus0 = (value: number | null): number | null => (value === null ? null : value + 0)

test('ClickHouse reads every value back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 300 }), async (rows) => {
      await write(rows)
      const read = await ask<ReadRow>(
        "SELECT *, toUnixTimestamp64Milli(instant) AS instant_ms FROM file({path:String}, 'Parquet')",
      )
      expect(
        read.map((one) => [
          one.text,
          one.integer,
          plus0(one.number),
          plus0(one.percent),
          one.instant_ms === null ? null : Number(one.instant_ms),
          one.duration_ms,
          one.money === null ? null : decimalOf(one.money),
          one.money_currency,
        ]),
      ).toEqual(
        rows.map(([text, integer, number, percent, instant, duration, sum]) => [
          text,
          integer === null ? null : String(integer),
          plus0(number),
          plus0(percent),
          instant,
          duration,
          sum === null ? null : decimalOf(sum.amount),
          sum === null ? null : sum.currency,
        ]),
      )
    }),
    { numRuns: 10 },
  )
})

test('groups of rows are read as one table, in their order', async () => {
  const count = 160_000
  await write(Array.from({ length: count }, (_, n) => [`row ${n}`, n, n / 2, null, n, null, null]))
  const [sums] = await ask<object>(
    `SELECT count() AS rows, sum(integer) AS sum, countIf(text = concat('row ', toString(integer))) AS whole,
       countIf(integer != rowNumberInAllBlocks()) AS moved FROM file({path:String}, 'Parquet')
       SETTINGS input_format_parquet_preserve_order = 1`,
  )
  const sum = String((count * (count - 1)) / 2)
  expect(sums).toEqual({ rows: String(count), sum, whole: String(count), moved: '0' })
  const [meta] = await ask<{ groups: string }>(
    "SELECT num_row_groups AS groups FROM file({path:String}, 'ParquetMetadata')",
  )
  expect(Number(meta?.groups)).toBe(4)
})

test.each([
  ['a text in a column of whole numbers', [null, 'three', null, null, null, null, null]],
  ['a whole number beyond 64 bits', [null, 2n ** 63n, null, null, null, null, null]],
  [
    'money finer than a millionth',
    [null, null, null, null, null, null, { amount: '0.0000001', currency: 'EUR' }],
  ],
])('%s is an error, not a value lost', async (_what, values) => {
  await expect(write([values])).rejects.toThrow('is not of its type')
})
