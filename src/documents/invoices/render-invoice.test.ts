import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createDocumentFormats } from './document-formats.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { pageTexts, plain, textBoxes } from './read-pdf.fixture.ts'
import { maxInvoiceLines, renderInvoice } from './render-invoice.ts'
import {
  germanCreditNote,
  germanInvoice,
  proFormas,
  russianInvoice,
  russianProForma,
  summed,
  usageLines,
} from './sample-documents.fixture.ts'

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const russianVat = { category: 'S', ratePercent: '20' } as const

describe('the same document gives the same bytes', () => {
  test('again, and after other documents', async () => {
    const first = await renderInvoice(germanInvoice)
    // With no-break spaces where the first one has spaces: fonts must not remember.
    await renderInvoice({ ...russianInvoice, notes: ['а\u00a0б\u2011в\u202fг'] })
    expect(hash(await renderInvoice(germanInvoice))).toBe(hash(first))
  })

  test('in another process and time zone', async () => {
    const module = new URL('./render-invoice.ts', import.meta.url).href
    const samples = new URL('./sample-documents.fixture.ts', import.meta.url).href
    const program = `
      import { createHash } from 'node:crypto'
      import { renderInvoice } from ${JSON.stringify(module)}
      import { russianInvoice, germanInvoice } from ${JSON.stringify(samples)}
      for (const sample of [russianInvoice, germanInvoice])
        console.log(createHash('sha256').update(await renderInvoice(sample)).digest('hex'))`
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { TZ: 'Pacific/Auckland' },
      encoding: 'utf8',
    })
    const here = [await renderInvoice(russianInvoice), await renderInvoice(germanInvoice)].map(hash)
    expect(output.trim().split('\n')).toEqual(here)
  })

  test('and another document another identifier', async () => {
    const idOf = (bytes: Uint8Array) =>
      /\/ID \[<([0-9a-f]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1]
    const [one, other] = [
      await renderInvoice(germanInvoice),
      await renderInvoice({ ...germanInvoice, notes: [] }),
    ]
    expect(idOf(one)).toMatch(/^[0-9a-f]{32}$/)
    expect(idOf(other)).not.toBe(idOf(one))
  })
})

/** Everything that must stand on the pages, as a reader sees it. */
function expectedTexts(document: InvoiceDocument): string[] {
  const formats = createDocumentFormats(document)
  const { totals, supplier, buyer, period, dueOn, payment } = document
  const prices = formats.unitPrices(document.lines.map(({ unitPrice }) => unitPrice))
  return [
    document.number,
    formats.longDate(document.issuedOn),
    supplier.legalName,
    buyer.legalName,
    buyer.address.street,
    buyer.address.postalCode,
    ...(period ? [formats.dates(period.from, period.to)] : []),
    ...(dueOn ? [formats.longDate(dueOn)] : []),
    ...document.lines.flatMap((line, index) => [
      line.description,
      formats.quantity(line.quantity),
      prices[index] ?? '',
      formats.amount(line.net),
      ...(line.detail ? [line.detail] : []),
    ]),
    ...document.taxes.flatMap((tax) => [formats.amount(tax.taxable), formats.amount(tax.tax)]),
    formats.amount(totals.net),
    formats.amount(totals.tax),
    formats.amount(totals.gross),
    formats.money(document.kind === 'credit_note' ? totals.gross : totals.due),
    ...(document.kind === 'credit_note' ? [] : [payment.account?.bankName ?? '']),
    ...document.notes,
  ].map(plain)
}

describe('the pages say what the document says', () => {
  const documents: readonly (readonly [string, InvoiceDocument])[] = [
    ['an invoice', germanInvoice],
    ['a credit note', germanCreditNote],
    ['an invoice of many pages', { ...germanInvoice, ...summed(usageLines(100, 'en')) }],
    ['a Russian invoice', russianInvoice],
    ['a Russian invoice of many pages', { ...russianInvoice, ...summed(usageLines(90, 'ru', russianVat)) }],
    [
      'a Russian credit note',
      { ...russianInvoice, kind: 'credit_note', corrects: { number: '7', issuedOn: '2026-09-02' } },
    ],
    ['a pro-forma in euros', proFormas.epc],
    ['a pro-forma in francs', proFormas.swiss],
    ['a pro-forma in roubles', proFormas.st00012],
  ]

  test.each(documents)('%s', async (_, document) => {
    const pages = await pageTexts(await renderInvoice(document))
    const all = pages.join(' ')
    expect(expectedTexts(document).filter((text) => !all.includes(text))).toEqual([])
    const [page, of] = document.language === 'ru' ? ['Страница', 'из'] : ['Page', 'of']
    pages.forEach((text, index) => {
      expect(text).toContain(`${page} ${index + 1} ${of} ${pages.length}`)
      expect(text).toContain(plain(document.supplier.legalName))
    })
  })

  test('the head of the table stands on every page that has lines, each line once and in order', async () => {
    const pages = await pageTexts(await renderInvoice({ ...germanInvoice, ...summed(usageLines(100, 'en')) }))
    expect(pages.length).toBeGreaterThanOrEqual(3)
    for (const text of pages) expect(text).toContain('# Description Quantity Unit Unit price VAT Net, EUR')
    const seen = [...pages.join(' ').matchAll(/ (\d{1,3}) [\d,]+ (?:segment|message|minute) /g)].map(
      ([, n]) => Number(n),
    )
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  test('a Russian bill has its bank box, the sum in words and signatures', async () => {
    const [text = ''] = await pageTexts(await renderInvoice(russianProForma))
    expect(text).toContain('Счёт на оплату № 58 от 2 октября 2026 г.')
    for (const part of [
      'Банк получателя',
      'БИК 049999876',
      'Сч. № 30101810300000000876',
      'ИНН 9999001232',
      'КПП 770601001',
    ])
      expect(text).toContain(part)
    expect(text).toContain('Сто двадцать пять тысяч сорок пять рублей 02 копейки')
    expect(text).toContain('Руководитель')
    expect(text).toContain('Бухгалтер')
  })

  test('a monthly Russian bill says that the services are accepted', async () => {
    const [text = ''] = await pageTexts(await renderInvoice(russianInvoice))
    expect(text).toContain('Счёт № 2026-000318 от 2 октября 2026 г.')
    expect(text).toContain('услуги оказаны полностью и в срок')
    expect(text).toContain('Заказчик')
  })

  test('why no tax is charged stands beside it', async () => {
    const reverse = { category: 'AE', ratePercent: '0' } as const
    const exemption = {
      code: 'VATEX-EU-AE',
      text: 'Reverse charge: the customer owes the VAT (article 196).',
    }
    const document = { ...germanInvoice, ...summed(usageLines(2, 'en', reverse), { AE: exemption }) }
    const [text = ''] = await pageTexts(await renderInvoice(document))
    expect(text).toContain(exemption.text)
  })
})

describe('what does not fit or cannot be printed', () => {
  const long = 'Очень-длинное-слово'.repeat(40)

  test.each([germanInvoice, russianInvoice])(
    'nothing leaves the page, however long the texts are',
    async (base) => {
      const party = { ...base.supplier, legalName: `${long} ${long}`, tradeName: long }
      const bytes = await renderInvoice({
        ...base,
        number: `N-${'9'.repeat(200)}`,
        supplier: party,
        buyer: { ...party, address: { ...party.address, street: long } },
        ...summed([
          {
            description: `${long} ${'word '.repeat(700)}`,
            quantity: 999_999_999,
            unit: 'one',
            priceMicros: 999_999_999_999,
            tax: russianVat,
          },
          ...usageLines(3, 'ru', russianVat),
        ]),
        notes: [long, 'note '.repeat(1_500)],
      })
      const pages = await pageTexts(bytes)
      for (const page of pages.keys()) {
        for (const { text, left, right, bottom } of await textBoxes(bytes, page + 1)) {
          expect({ text, inside: left >= 43.9 && right <= 595.28 - 43.5 && bottom >= 20 }).toEqual({
            text,
            inside: true,
          })
        }
      }
    },
  )

  test('signs that the font lacks become question marks, hidden ones go', async () => {
    const [text = ''] = await pageTexts(
      await renderInvoice({
        ...germanInvoice,
        notes: ['你好 \u202eabc\u0007 \ud800 € ₽ ₴ ₸ £ ѣ 3x4 -> <b>'],
      }),
    )
    expect(text).toContain('?? abc ? € ₽ ₴ ₸ £ ѣ 3x4 -> <b>')
  })

  test('more lines than the limit are refused', async () => {
    const document = { ...germanInvoice, lines: Array(maxInvoiceLines + 1).fill(germanInvoice.lines[0]) }
    await expect(renderInvoice(document)).rejects.toThrow(RangeError)
  })
})
