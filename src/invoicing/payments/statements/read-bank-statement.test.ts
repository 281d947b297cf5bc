import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCamt } from './camt/camt.fixture.ts'
import { previewCsv } from './csv/preview-csv.ts'
import { readBankStatement, type StatementReading, statementFormatOf } from './read-bank-statement.ts'
import { bytesOf, windows1251 } from './statement.fixture.ts'

const csv: StatementReading = {
  format: 'csv',
  mapping: {
    encoding: 'windows-1251',
    delimiter: ';',
    first_row: 2,
    skipped_last_rows: 0,
    decimal_sign: ',',
    date_format: 'DD.MM.YYYY',
    account: null,
    currency: 'RUB',
    columns: { booked_on: 1, amount: 2, purpose: [3] },
  },
}
const files: readonly (readonly [StatementReading, Uint8Array])[] = [
  [
    { format: 'camt053' },
    bytesOf(
      writeCamt({
        version: 8,
        openingCents: 0,
        closingCents: 300,
        entries: [
          {
            cents: 300,
            details: [
              { cents: 100, purpose: 'INV-1' },
              { cents: 200, name: 'A & B' },
            ],
          },
        ],
      }),
    ),
  ],
  [
    { format: 'one_c' },
    windows1251(
      '1CClientBankExchange\nКодировка=Windows\nРасчСчет=40702810900000000001\nСекцияРасчСчет\nРасчСчет=40702810900000000001\nНачальныйОстаток=0\nКонецРасчСчет\nСекцияДокумент=Платежное поручение\nНомер=1\nДата=01.10.2026\nСумма=5.50\nПлательщикСчет=1\nПолучательСчет=40702810900000000001\nНазначениеПлатежа=Счет 1\nКонецДокумента\nКонецФайла\n',
    ),
  ],
  [csv, windows1251('Дата;Сумма;Назначение\n02.10.2026;-1 234,56;"Счёт ""1"""\n')],
]

test('a format is told by how the file begins', () => {
  expect(files.map(([, bytes]) => statementFormatOf(bytes))).toEqual(['camt053', 'one_c', 'csv'])
  expect(statementFormatOf(bytesOf('\ufeff\n<?xml version="1.0"?>'))).toBe('camt053')
})

test('whatever happens to the bytes of a file, it is read or refused by a code, and nothing is left unclean', () => {
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 30 }),
    insert: fc.oneof(
      fc.constantFrom(
        '<',
        '</',
        '>',
        '&',
        '"',
        '<!DOCTYPE',
        '<![CDATA[',
        ']]>',
        '<!--',
        '<?',
        ';',
        '\n',
        '=',
        '\0',
        '&#0;',
        'КонецФайла',
        '__proto__=1\n',
        'constructor=1\n',
        '-1',
        '9'.repeat(40),
      ),
      fc.string({ maxLength: 10 }),
    ),
    raw: fc.uint8Array({ maxLength: 3 }),
  })
  const property = fc.property(
    fc.constantFrom(...files),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
    ([reading, original], mutations) => {
      const bytes = mutations.reduce<Uint8Array>((before, { at, length, insert, raw }) => {
        const start = Math.floor(at * before.length)
        return Buffer.concat([
          before.subarray(0, start),
          Buffer.from(insert),
          raw,
          before.subarray(start + length),
        ])
      }, original)
      previewCsv(bytes, 'EUR')
      const result = readBankStatement(bytes, reading)
      if (!result.ok) {
        expect(result.failure.code).toMatch(/^(?:invalid_statement|balance_mismatch|statement_too_large)$/)
        expect(result.failure.detail).toMatch(/\.$/)
        return
      }
      for (const line of result.value.accounts.flatMap(({ lines }) => lines)) {
        expect(line.bookedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(line.currency).toMatch(/^[A-Z]{3}$/)
        for (const text of [
          line.purpose,
          line.payerName,
          line.reference,
          line.endToEndId,
          ...Object.values(line.raw),
        ]) {
          expect(text?.includes('\0') ?? false).toBe(false)
          expect(text?.isWellFormed() ?? true).toBe(true)
        }
      }
    },
  )
  fc.assert(property, { numRuns: 1_500 })
})
