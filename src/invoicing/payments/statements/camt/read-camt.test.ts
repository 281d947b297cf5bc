import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf, bytesOf, cents, failureOf, linesOf, statementOf } from '../statement.fixture.ts'
import { type WrittenCamt, type WrittenEntry, writeCamt } from './camt.fixture.ts'
import { readCamt } from './read-camt.ts'

const read = (camt: Partial<WrittenCamt> & Pick<WrittenCamt, 'entries'>) =>
  readCamt(bytesOf(writeCamt({ version: 8, ...camt })))

const payment: WrittenEntry = {
  cents: 123_45,
  bankReference: 'B-1',
  details: [
    {
      cents: 123_45,
      purpose: 'Rechnung INV-2026-00001 & Dank <ACME>',
      endToEndId: 'E2E-1',
      name: 'Müller & Söhne GmbH',
      account: 'DE02120300000000202051',
    },
  ],
}

describe.each([2, 4, 8, 13])('CAMT.053 version %i', (version) => {
  test('gives amount, dates, payer and references of a credit', () => {
    const account = accountOf(read({ version, entries: [payment], openingCents: 100, closingCents: 124_45 }))
    expect(account).toMatchObject({ account: 'DE89370400440532013000', currency: 'EUR', pending: 0 })
    expect(account.openingMicros).toBe(cents(100))
    expect(account.closingMicros).toBe(cents(124_45))
    expect(account.lines).toEqual([
      {
        lineId: expect.stringMatching(/^[0-9a-f]{32}-1$/),
        bookedOn: '2026-10-02',
        valueOn: '2026-10-03',
        amountMicros: cents(123_45),
        currency: 'EUR',
        payerName: 'Müller & Söhne GmbH',
        payerAccount: 'DE02120300000000202051',
        payerTaxNumber: null,
        reference: null,
        purpose: 'Rechnung INV-2026-00001 & Dank <ACME>',
        endToEndId: 'E2E-1',
        reversal: false,
        raw: { AcctSvcrRef: 'B-1' },
      },
    ])
  })

  test('a batch is as many lines as it has details that add up', () => {
    const lines = linesOf(
      read({
        version,
        entries: [
          {
            cents: 300,
            details: [
              { cents: 100, purpose: 'INV-1' },
              { cents: 200, purpose: 'INV-2', name: 'B' },
            ],
          },
        ],
      }),
    )
    expect(lines.map(({ amountMicros, purpose, payerName }) => [amountMicros, purpose, payerName])).toEqual([
      [cents(100), 'INV-1', null],
      [cents(200), 'INV-2', 'B'],
    ])
  })

  test('a batch that does not add up is one line with the references of all', () => {
    const details = [
      { cents: 100, purpose: 'INV-1', name: 'A' },
      { cents: 250, purpose: 'INV-2', name: 'B' },
    ]
    const lines = linesOf(read({ version, entries: [{ cents: 300, details }] }))
    expect(lines).toMatchObject([{ amountMicros: cents(300), purpose: 'INV-1 INV-2', payerName: null }])
  })

  test('what is not booked is counted and no line', () => {
    const account = accountOf(read({ version, entries: [payment, { cents: 5, status: 'PDNG' }] }))
    expect([account.lines.length, account.pending]).toEqual([1, 1])
  })
})

test('prefixes of the namespace make no difference', () => {
  const camt = { version: 8, entries: [payment] }
  expect(read({ ...camt, prefix: 'ns2' })).toEqual(read(camt))
})

test('a debit names whom it paid; a returned credit names the other side, and says that it takes back', () => {
  const [debit, returned] = linesOf(
    read({
      entries: [
        { cents: -500, details: [{ cents: 500, name: 'Landlord' }] },
        {
          cents: -700,
          reversal: true,
          details: [{ cents: 700, name: 'X', account: 'DE89370400440532013000' }],
        },
      ],
    }),
  )
  expect(debit).toMatchObject({ amountMicros: cents(-500), payerName: 'Landlord', reversal: false })
  expect(returned).toMatchObject({ amountMicros: cents(-700), payerName: null, reversal: true })
})

test('a creditor reference is kept apart from the text; numbers of documents are added to it', () => {
  const structured =
    '<Strd><RfrdDocInf><Nb>INV-7</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd>'
  const [line] = linesOf(read({ entries: [{ cents: 1, details: [{ cents: 1, structured }] }] }))
  expect(line).toMatchObject({ reference: 'RF18539007547034', purpose: 'INV-7' })
})

test('CDATA is taken as it stands, character references are resolved', () => {
  const text = writeCamt({ version: 8, entries: [{ cents: 1, details: [{ cents: 1, purpose: 'HERE' }] }] })
  const bytes = bytesOf(text.replace('HERE', '<![CDATA[A &amp; <B>]]> &#x41f;&amp;&#1057;'))
  expect(linesOf(readCamt(bytes))[0]?.purpose).toBe('A &amp; <B> П&С')
})

test('without remittance the text of the entry is the purpose; NOTPROVIDED is nothing', () => {
  const [line] = linesOf(
    read({
      entries: [{ cents: 1, additional: 'Gutschrift', details: [{ cents: 1, endToEndId: 'NOTPROVIDED' }] }],
    }),
  )
  expect(line).toMatchObject({ purpose: 'Gutschrift', endToEndId: null })
})

test('a closing balance that the lines do not make is a failure that says how much', () => {
  expect(failureOf(read({ entries: [payment], openingCents: 100, closingCents: 124_44 }))).toMatchObject({
    code: 'balance_mismatch',
    detail: expect.stringContaining('differ by -0.01 EUR'),
  })
})

test('several statements of one account are one, from the first opening to the last closing', () => {
  const one = writeCamt({ version: 8, entries: [payment], openingCents: 0, closingCents: 123_45 })
  const two = writeCamt({ version: 8, entries: [payment], openingCents: 123_45, closingCents: 246_90 })
  const second = /<Stmt>.*<\/Stmt>/s.exec(two)?.[0] ?? ''
  const { accounts } = statementOf(readCamt(bytesOf(one.replace('</Stmt>', `</Stmt>${second}`))))
  expect(accounts).toHaveLength(1)
  expect(accounts[0]).toMatchObject({ openingMicros: 0n, closingMicros: cents(246_90) })
  expect(new Set(accounts[0]?.lines.map(({ lineId }) => lineId)).size).toBe(2)
})

describe('is refused with its place:', () => {
  const good = writeCamt({ version: 8, entries: [payment] })
  test.each([
    ['an amount that is none', good.replaceAll('>123.45<', '>12,5<'), 4, 'is no amount'],
    ['an amount finer than a micro-unit', good.replaceAll('>123.45<', '>0.0000001<'), 4, 'is no amount'],
    ['an amount without currency', good.replaceAll(' Ccy="EUR"', ''), 4, 'no currency'],
    ['a day that no calendar has', good.replace('2026-10-02', '2026-02-30'), 4, 'is no date'],
    ['an entry without date', good.replace(/<BookgDt>.*<\/ValDt>/, ''), 4, 'no date'],
    ['an unknown direction', good.replaceAll('CRDT', 'CR'), 4, 'CRDT or DBIT'],
    ['tags that do not match', good.replace('</NtryDtls>', '</Ntry>'), 4, 'not XML'],
    ['another message', good.replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn'), 2, 'not CAMT.053'],
    ['a text', 'date;amount', 1, 'not XML'],
    ['nothing', '', 1, 'not XML'],
  ])('%s', (_name, text, line, part) => {
    const failure = failureOf(readCamt(bytesOf(text)))
    expect(failure).toMatchObject({ code: 'invalid_statement', line })
    expect(failure.detail).toContain(part)
  })

  test('a document type, before anything of it is read', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    for (const declaration of [bomb, outside, '<!doctype x>'])
      expect(
        failureOf(readCamt(bytesOf(good.replace('<Document', `${declaration}<Document`)))),
      ).toMatchObject({
        code: 'invalid_statement',
        line: 2,
        detail: expect.stringContaining('DTD'),
      })
  })

  test('entities that XML does not know, and characters that there are not', () => {
    for (const reference of ['&nbsp;', '&constructor;', '&#0;', '&#xd800;', '&#1114112;'])
      expect(failureOf(readCamt(bytesOf(good.replace('Rechnung', reference)))).code).toBe('invalid_statement')
  })

  test('forty levels and more, however many', () => {
    for (const levels of [60, 200_000]) {
      const nested = `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`
      expect(failureOf(readCamt(bytesOf(good.replace('<Stmt>', `<Stmt>${nested}`)))).code).toBe(
        'invalid_statement',
      )
    }
  })

  test('a tag without end, and one of more than 10,000 characters', () => {
    for (const tag of [`<a ${'b="" '.repeat(2_500)}/>`, `<a ${' '.repeat(20_000)}/>`, '<a '.repeat(50_000)])
      expect(failureOf(readCamt(bytesOf(good.replace('<Stmt>', `<Stmt>${tag}`)))).detail).toContain(
        'too long',
      )
  })

  test('other encodings and files beyond 16 MB', () => {
    expect(failureOf(readCamt(Uint8Array.of(0x3c, 0xff, 0x3e))).detail).toContain('UTF-8')
    expect(failureOf(readCamt(new Uint8Array(16 * 1024 * 1024 + 1))).code).toBe('statement_too_large')
  })
})

describe('the name of a line', () => {
  const nameOf = (entry: WrittenEntry, place = 0) => linesOf(read({ entries: [entry] }))[place]?.lineId
  const plain: WrittenEntry = { cents: 100, details: [{ cents: 100, purpose: 'INV-1', name: 'A' }] }

  test('is the same in another version and beside other lines', () => {
    const lines = linesOf(read({ version: 2, entries: [{ cents: 7 }, plain, payment] }))
    expect(lines.map(({ lineId }) => lineId).slice(1)).toEqual([nameOf(plain), nameOf(payment)])
  })

  test('differs in amount, direction, day, text, and for what is equal', () => {
    const variants: WrittenEntry[] = [
      plain,
      { ...plain, cents: -100 },
      { ...plain, bookedOn: '2026-10-01' },
      { cents: 100, details: [{ cents: 100, purpose: 'INV-2', name: 'A' }] },
      { cents: 100, details: [{ cents: 100, purpose: 'INV-1', name: 'B' }] },
      { ...plain, bankReference: 'B-9' },
      { ...plain, bankReference: 'B-9', cents: -100, reversal: true },
      plain,
    ]
    const names = linesOf(read({ entries: variants })).map(({ lineId }) => lineId)
    expect(new Set(names).size).toBe(variants.length)
  })
})

const text = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((raw) => raw.replace(/[\p{C}\s]+/gu, ' ').trim())
const entry = fc.record({
  cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((amount) => amount !== 0),
  purpose: text,
  name: text,
  parts: fc.integer({ min: 1, max: 4 }),
})

test('what a naive writer writes is read back: amounts exact, balance checked, names unique and independent of order', () => {
  const property = fc.property(
    fc.constantFrom(2, 3, 4, 6, 8, 12),
    fc.array(entry, { maxLength: 12 }),
    fc.integer({ min: -10_000, max: 10_000 }),
    (version, drawn, openingCents) => {
      const entries = drawn.map(({ cents: amount, purpose, name, parts }) => {
        const share = Math.trunc(Math.abs(amount) / parts)
        const details = Array.from({ length: parts }, (_, part) => ({
          cents: part === 0 ? Math.abs(amount) - share * (parts - 1) : share,
          purpose,
          name,
        }))
        return { cents: amount, details }
      })
      const closingCents = drawn.reduce((sum, each) => sum + each.cents, openingCents)
      const lines = linesOf(read({ version, entries, openingCents, closingCents }))
      expect(lines).toHaveLength(drawn.reduce((sum, each) => sum + each.parts, 0))
      expect(lines.reduce((sum, line) => sum + line.amountMicros, 0n)).toBe(
        cents(closingCents - openingCents),
      )
      expect([...new Set(lines.map(({ purpose }) => purpose))].sort()).toEqual(
        [...new Set(drawn.map(({ purpose }) => purpose))].sort(),
      )
      const names = lines.map(({ lineId }) => lineId)
      expect(new Set(names).size).toBe(names.length)
      const turned = linesOf(read({ version, entries: entries.toReversed(), openingCents, closingCents }))
      expect(turned.map(({ lineId }) => lineId).sort()).toEqual(names.sort())
    },
  )
  fc.assert(property, { numRuns: 150 })
})
