import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accountOf,
  bytesOf,
  cents,
  failureOf,
  linesOf,
  statementOf,
  windows1251,
  written,
} from '../statement.fixture.ts'
import { readOneC } from './read-one-c.ts'

const ours = '40702810900000000001'
const theirs = '40702810500000000777'

interface WrittenDocument {
  readonly cents: number
  readonly lines?: readonly string[]
  readonly number?: string
}

function writeOneC(
  documents: readonly WrittenDocument[],
  balances?: readonly [number, number],
  encoding = 'Windows',
) {
  const document = ({ cents: amount, lines = [], number = '77' }: WrittenDocument) => [
    'СекцияДокумент=Платежное поручение',
    `Номер=${number}`,
    'Дата=01.10.2026',
    `Сумма=${written(amount)}`,
    ...(amount < 0
      ? [`ПлательщикСчет=${ours}`, 'ДатаСписано=02.10.2026', `ПолучательСчет=${theirs}`]
      : [`ПлательщикСчет=${theirs}`, `ПолучательСчет=${ours}`, 'ДатаПоступило=02.10.2026']),
    ...lines,
    'КонецДокумента',
  ]
  return [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    `Кодировка=${encoding}`,
    'Отправитель=Банк',
    'ДатаНачала=01.10.2026',
    'ДатаКонца=02.10.2026',
    `РасчСчет=${ours}`,
    ...(balances
      ? [
          'СекцияРасчСчет',
          `РасчСчет=${ours}`,
          `НачальныйОстаток=${written(balances[0])}`,
          `КонечныйОстаток=${written(balances[1])}`,
          'КонецРасчСчет',
        ]
      : []),
    ...documents.flatMap(document),
    'КонецФайла',
    '',
  ].join('\r\n')
}

const incoming: WrittenDocument = {
  cents: 120_000_50,
  lines: [
    'Плательщик=ИНН 7701234567 ООО "Ромашка"',
    'Плательщик1=ООО "Ромашка"',
    'ПлательщикИНН=7701234567',
    'НазначениеПлатежа=Оплата по счету № СЧ-2026-00015 от 01.10.2026, НДС не облагается',
  ],
}

describe.each([
  ['Windows-1251', windows1251],
  ['UTF-8', bytesOf],
  ['UTF-8 with a byte order mark', (text: string) => bytesOf(`\ufeff${text}`)],
])('1CClientBankExchange in %s', (_name, encode) => {
  test('gives a credit with its payer, and a debit with its payee', () => {
    const outgoing = {
      cents: -500_00,
      lines: ['Получатель=ИНН 7809876543 АО Связь', 'НазначениеПлатежа1=За', 'НазначениеПлатежа2=связь'],
    }
    const account = accountOf(readOneC(encode(writeOneC([incoming, outgoing], [100, 119_501_50]))))
    expect(account).toMatchObject({ account: ours, currency: 'RUB', closingMicros: cents(119_501_50) })
    expect(account.lines).toMatchObject([
      {
        bookedOn: '2026-10-02',
        amountMicros: cents(120_000_50),
        currency: 'RUB',
        payerName: 'ООО "Ромашка"',
        payerAccount: theirs,
        payerTaxNumber: '7701234567',
        purpose: 'Оплата по счету № СЧ-2026-00015 от 01.10.2026, НДС не облагается',
        raw: { СекцияДокумент: 'Платежное поручение', Номер: '77' },
      },
      { amountMicros: cents(-500_00), payerName: 'АО Связь', purpose: 'За связь' },
    ])
  })
})

test('code page 866 is read where the head says DOS', () => {
  const table = new TextDecoder('ibm866').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  const bytes = Uint8Array.from(
    [...writeOneC([incoming], undefined, 'DOS')].map((letter) => Math.max(table.indexOf(letter), 0)),
  )
  expect(linesOf(readOneC(bytes))[0]?.payerName).toBe('ООО "Ромашка"')
})

test('a purpose that is broken into lines is one', () => {
  const lines = ['НазначениеПлатежа=Оплата по счету', 'СЧ-2026-00015', '  (без НДС)']
  expect(linesOf(readOneC(bytesOf(writeOneC([{ cents: 1, lines }]))))[0]?.purpose).toBe(
    'Оплата по счету СЧ-2026-00015 (без НДС)',
  )
})

test('an indirect settlement has our account in the second field', () => {
  const text = writeOneC([incoming]).replace(
    `ПолучательСчет=${ours}`,
    `ПолучательСчет=30101810400000000225\r\nПолучательРасчСчет=${ours}`,
  )
  expect(linesOf(readOneC(bytesOf(text)))[0]?.amountMicros).toBe(cents(120_000_50))
})

test('a document between two accounts of ours is a line of both', () => {
  const { accounts } = statementOf(readOneC(bytesOf(writeOneC([incoming])), { ownAccounts: [theirs] }))
  expect(accounts.map(({ account, lines }) => [account, lines[0]?.amountMicros])).toEqual([
    [ours, cents(120_000_50)],
    [theirs, cents(-120_000_50)],
  ])
})

test('the currency is the one that the account tells, else the one chosen', () => {
  const euro = writeOneC([incoming]).replaceAll(ours, '40702978900000000001')
  expect(accountOf(readOneC(bytesOf(euro))).currency).toBe('EUR')
  const kazakh = bytesOf(writeOneC([incoming]).replaceAll(ours, 'KZ75125KZT1001300335'))
  expect(failureOf(readOneC(kazakh)).detail).toContain('choose it')
  expect(accountOf(readOneC(kazakh, { currency: 'KZT' })).currency).toBe('KZT')
})

test('a day that is not booked yet is the day of the document', () => {
  const text = writeOneC([incoming]).replace('ДатаПоступило=02.10.2026', 'ДатаПоступило=')
  expect(linesOf(readOneC(bytesOf(text)))[0]?.bookedOn).toBe('2026-10-01')
})

describe('is refused with its place:', () => {
  const good = writeOneC([incoming], [0, 120_000_50])
  test.each([
    ['another beginning', good.replace('1CClientBankExchange', '1CClient'), 1, 'must begin'],
    ['a file that is cut off', good.slice(0, -16), 24, 'cut off'],
    ['a document without end', good.replace('КонецДокумента\r\n', ''), 13, 'has no end'],
    [
      'a document inside another',
      good.replace('Номер=77', 'СекцияДокумент=Платежное поручение'),
      14,
      'begins before',
    ],
    ['an amount that is none', good.replace('Сумма=120000.50', 'Сумма=12 руб'), 13, 'is no amount'],
    [
      'a day that no calendar has',
      good.replace('ДатаПоступило=02.10.2026', 'ДатаПоступило=31.02.2026'),
      13,
      'is no date',
    ],
    [
      'a document of others',
      good.replace(`ПолучательСчет=${ours}`, 'ПолучательСчет=1'),
      13,
      'neither paid from nor to',
    ],
    [
      'a balance that is none',
      good.replace('НачальныйОстаток=0.00', 'НачальныйОстаток=?'),
      8,
      'is no amount',
    ],
    ['no account', writeOneC([]).replace(`РасчСчет=${ours}`, 'РасчСчет='), 1, 'does not name the account'],
  ])('%s', (_name, text, line, part) => {
    const failure = failureOf(readOneC(bytesOf(text)))
    expect(failure).toMatchObject({ code: 'invalid_statement', line })
    expect(failure.detail).toContain(part)
  })

  test('more than a hundred accounts', () => {
    const heads = Array.from({ length: 101 }, (_, place) => `РасчСчет=${place}\r\n`).join('')
    const text = good.replace('СекцияРасчСчет', `${heads}СекцияРасчСчет`)
    expect(failureOf(readOneC(bytesOf(text))).detail).toContain('more than 100 accounts')
  })

  test('a closing balance that the documents do not make', () => {
    expect(failureOf(readOneC(bytesOf(writeOneC([incoming], [0, 1_00]))))).toMatchObject({
      code: 'balance_mismatch',
      detail: expect.stringMatching(/40702810900000000001.*differ by -119999\.50 RUB/),
    })
  })
})

test('what a naive writer writes is read back exactly, with names that do not depend on the rest of the file', () => {
  const document = fc.record({
    cents: fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }).filter((amount) => amount !== 0),
    number: fc.constantFrom('1', '2', '3'),
  })
  const property = fc.property(
    fc.array(document, { maxLength: 20 }),
    fc.nat(1_000_000),
    (documents, opening) => {
      const closing = documents.reduce((sum, each) => sum + each.cents, opening)
      fc.pre(closing >= 0)
      const lines = linesOf(readOneC(windows1251(writeOneC(documents, [opening, closing]))))
      expect(lines.map(({ amountMicros }) => amountMicros)).toEqual(
        documents.map((each) => cents(each.cents)),
      )
      const names = lines.map(({ lineId }) => lineId)
      expect(new Set(names).size).toBe(names.length)
      const alone = documents.map((each) => linesOf(readOneC(bytesOf(writeOneC([each]))))[0]?.lineId)
      expect(new Set(alone.map((name) => name?.split('-')[0]))).toEqual(
        new Set(names.map((name) => name.split('-')[0])),
      )
    },
  )
  fc.assert(property, { numRuns: 100 })
})
