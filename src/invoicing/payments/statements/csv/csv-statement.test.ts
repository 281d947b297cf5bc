import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvMapping, csvDelimiters, csvMappingSchema } from '../../../../contract/index.ts'
import {
  bytesOf,
  cents,
  failureOf,
  linesOf,
  statementOf,
  windows1251,
  written,
} from '../statement.fixture.ts'
import { previewCsv } from './preview-csv.ts'
import { readCsvStatement } from './read-csv-statement.ts'

const german: CsvMapping = {
  encoding: 'utf-8',
  delimiter: ';',
  first_row: 2,
  skipped_last_rows: 0,
  decimal_sign: ',',
  date_format: 'DD.MM.YYYY',
  account: 'DE89 3704 0044 0532 0130 00',
  currency: 'EUR',
  columns: { booked_on: 1, amount: 4, payer_name: 2, purpose: [3], payer_account: 5 },
}
const titles = 'Buchungstag;Name;Verwendungszweck;Betrag;IBAN'
const readGerman = (rows: string, change: Partial<CsvMapping> = {}) =>
  readCsvStatement(bytesOf(`${titles}\n${rows}`), { ...german, ...change })

describe('CSV', () => {
  test('is read by its mapping', () => {
    const [line] = linesOf(
      readGerman('02.10.2026;"Müller; Söhne";INV-1;-1.234,56;DE02 1203 0000 0000 2020 51\n'),
    )
    expect(line).toMatchObject({
      bookedOn: '2026-10-02',
      amountMicros: cents(-1_234_56),
      payerName: 'Müller; Söhne',
      payerAccount: 'DE02120300000000202051',
      purpose: 'INV-1',
      raw: { '4': '-1.234,56' },
    })
  })

  test.each([
    ['debit', '5;', cents(-5_00), false],
    ['negative debit', '-5;', cents(-5_00), false],
    ['credit', ';5', cents(5_00), false],
    ['credit beside a zero', '0,00;5', cents(5_00), false],
    ['credit taken back', ';-5', cents(-5_00), true],
  ])('with two columns takes a %s', (_name, cells, amountMicros, reversal) => {
    const columns = { booked_on: 1, debit: 2, credit: 3, purpose: [] }
    expect(linesOf(readGerman(`02.10.2026;${cells}`, { columns }))).toMatchObject([
      { amountMicros, reversal },
    ])
  })

  test.each([
    ['S', -1n],
    ['H', 1n],
    ['Дебет', -1n],
    ['приход', 1n],
    ['CRDT', 1n],
  ])('with a column of directions takes %s', (word, sign) => {
    const columns = { booked_on: 1, amount: 2, direction: 3, purpose: [] }
    const [line] = linesOf(readGerman(`02.10.2026;5;${word}`, { columns }))
    expect(line?.amountMicros).toBe(sign * cents(5_00))
  })

  test('in several currencies is a statement of each', () => {
    const columns = { booked_on: 1, amount: 2, currency: 3, purpose: [] }
    const { accounts } = statementOf(readGerman('02.10.2026;5;USD\n02.10.2026;6;\n', { columns }))
    expect(accounts.map(({ currency, lines }) => [currency, lines.length])).toEqual([
      ['USD', 1],
      ['EUR', 1],
    ])
  })

  test('in Windows-1251, with rows above the titles and totals below', () => {
    const text = 'Выписка\n\nДата,Сумма,Назначение\n02.10.26,"1 000.10",Счёт\n\nИтого,"1 000.10",\n'
    const mapping: CsvMapping = {
      ...german,
      encoding: 'windows-1251',
      delimiter: ',',
      first_row: 4,
      skipped_last_rows: 1,
      decimal_sign: '.',
      date_format: 'DD.MM.YY',
      columns: { booked_on: 1, amount: 2, purpose: [3] },
    }
    expect(linesOf(readCsvStatement(windows1251(text), mapping))).toMatchObject([
      { amountMicros: cents(1_000_10), purpose: 'Счёт' },
    ])
  })

  test.each([
    ['a day', '2026-10-02;A;B;1,00', 'column 1: “2026-10-02” is no date written DD.MM.YYYY'],
    ['an amount with the other sign', '02.10.2026;A;B;1.00', 'column 4: “1.00” is no amount'],
    ['no amount', '02.10.2026;A;B;', 'column 4: “” is no amount'],
    ['fewer columns', '02.10.2026;A', 'column 4'],
  ])('is refused by row and column for %s', (_name, row, part) => {
    const failure = failureOf(readGerman(`02.10.2026;A;B;1,00\n\n${row}\n`))
    expect(failure).toMatchObject({ code: 'invalid_statement', line: 4 })
    expect(failure.detail).toContain(part)
  })

  test('is refused in another encoding, and with more than 50,000 lines', () => {
    expect(failureOf(readCsvStatement(Uint8Array.of(0xff, 0x3b), german)).detail).toContain(
      'another encoding',
    )
    const long = '02.10.2026;;;1,00;\n'.repeat(50_001)
    expect(failureOf(readGerman(long)).code).toBe('statement_too_large')
  })

  test('has one amount or a debit and a credit, never both', () => {
    const withColumns = (columns: object) =>
      csvMappingSchema.safeParse({ ...german, columns: { booked_on: 1, ...columns } }).success
    expect(withColumns({ amount: 2 })).toBe(true)
    expect(withColumns({ debit: 2 })).toBe(true)
    expect(withColumns({ amount: 2, credit: 3 })).toBe(false)
    expect(withColumns({})).toBe(false)
    expect(withColumns({ credit: 2, direction: 3 })).toBe(false)
  })
})

describe('the preview', () => {
  test.each([
    [
      'a German export',
      bytesOf(
        'Kontoauszug;;;;\n;;;;\nBuchungstag;Wertstellung;Auftraggeber;Verwendungszweck;Betrag (EUR)\n02.10.2026;03.10.2026;Müller;INV-1;-1.234,56\n13.10.2026;13.10.2026;"A; B";INV-2;5,00\nSumme;;;;-1.229,56\n',
      ),
      {
        encoding: 'utf-8',
        delimiter: ';',
        first_row: 4,
        skipped_last_rows: 1,
        decimal_sign: ',',
        date_format: 'DD.MM.YYYY',
        columns: { booked_on: 1, value_on: 2, payer_name: 3, purpose: [4], amount: 5 },
      },
    ],
    [
      'an American one',
      bytesOf('Date,Description,Amount\n10/02/2026,INV-1,"1,234.56"\n10/13/2026,INV-2,-5.00\n'),
      {
        delimiter: ',',
        first_row: 2,
        decimal_sign: '.',
        date_format: 'MM/DD/YYYY',
        columns: { booked_on: 1, purpose: [2], amount: 3 },
      },
    ],
    [
      'a Russian one',
      windows1251(
        'Дата;Дебет;Кредит;Контрагент;ИНН;Назначение платежа\n02.10.2026;;1 000,10;ООО "Ромашка";7701234567;Оплата\n',
      ),
      {
        encoding: 'windows-1251',
        decimal_sign: ',',
        columns: { booked_on: 1, debit: 2, credit: 3, payer_name: 4, payer_tax_number: 5, purpose: [6] },
      },
    ],
    [
      'a French one in Windows-1252',
      Uint8Array.from(
        [...'Date\tName\tAmount\n2026-10-02\tSoci\xe9t\xe9 G\xe9n\xe9rale\t5.5\n'].map((unit) =>
          unit.charCodeAt(0),
        ),
      ),
      { encoding: 'windows-1252', delimiter: '\t', date_format: 'YYYY-MM-DD' },
    ],
  ])('guesses %s, and the guess can be read', (_name, bytes, expected) => {
    const preview = previewCsv(bytes, 'EUR')
    if (!preview.ok || preview.value.mapping === null) throw new Error('Nothing was guessed.')
    expect(preview.value.mapping).toMatchObject(expected)
    const mapping = csvMappingSchema.parse(preview.value.mapping)
    expect(statementOf(readCsvStatement(bytes, mapping)).accounts[0]?.lines.length).toBeGreaterThan(0)
  })

  test('shows the rows of what it cannot guess', () => {
    const preview = previewCsv(bytesOf('a;b;c\nd;e;f\n'), 'EUR')
    expect(preview).toMatchObject({
      ok: true,
      value: {
        mapping: null,
        rows: [
          ['a', 'b', 'c'],
          ['d', 'e', 'f'],
        ],
      },
    })
  })
})

test('what a naive writer writes is guessed and read back exactly', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((raw) => raw.replace(/[\p{C}\s]+/gu, ' ').trim())
  const row = fc.record({
    amount: fc.integer({ min: -1e9, max: 1e9 }),
    name: cell,
    purpose: cell,
    day: fc.integer({ min: 1, max: 31 }),
  })
  const property = fc.property(
    fc.array(row, { minLength: 1, maxLength: 15 }),
    fc.constantFrom(...csvDelimiters),
    fc.constantFrom<'.' | ','>('.', ','),
    (rows, delimiter, decimalSign) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = [
        ['Date', 'Name', 'Purpose', 'Amount'],
        ...rows.map(({ amount, name, purpose, day }) => [
          `2026-10-${String(day).padStart(2, '0')}`,
          name,
          purpose,
          `${amount < 0 ? '-' : ''}${written(amount).replace('.', decimalSign)}`,
        ]),
      ]
        .map((cells) => cells.map(quote).join(delimiter))
        .join('\r\n')
      const mapping: CsvMapping = {
        ...german,
        delimiter,
        decimal_sign: decimalSign,
        date_format: 'YYYY-MM-DD',
        columns: { booked_on: 1, payer_name: 2, purpose: [3], amount: 4 },
      }
      const lines = linesOf(readCsvStatement(bytesOf(text), mapping))
      expect(lines.map((line) => [line.amountMicros, line.payerName ?? '', line.purpose])).toEqual(
        rows.map(({ amount, name, purpose }) => [cents(amount), name, purpose]),
      )
      expect(new Set(lines.map(({ lineId }) => lineId)).size).toBe(rows.length)
    },
  )
  fc.assert(property, { numRuns: 150 })
})
