import type {
  BankAccount,
  InvoiceDocument,
  InvoiceLine,
  InvoiceParty,
  InvoiceTax,
  PaymentQrKind,
} from './invoice-document.ts'

const berlin: InvoiceParty = {
  legalName: 'Nordwind Messaging GmbH',
  tradeName: 'Nordwind',
  address: {
    street: 'Torstraße 140',
    street2: null,
    postalCode: '10119',
    city: 'Berlin',
    region: null,
    country: 'DE',
  },
  email: 'billing@nordwind.example',
  phone: '+49 30 5550100',
  registrationNumber: 'HRB 123456 B',
  vatNumber: 'DE123456788',
  taxNumber: '37/123/45678',
  kpp: null,
}

const hamburg: InvoiceParty = {
  ...berlin,
  legalName: 'Kaffeerösterei Alster & Söhne KG',
  tradeName: null,
  address: { ...berlin.address, street: 'Am Sandtorkai 27', postalCode: '20457', city: 'Hamburg' },
  email: 'einkauf@alster.example',
  registrationNumber: 'HRA 98765',
  vatNumber: 'DE987654328',
  taxNumber: null,
}

const moscow: InvoiceParty = {
  legalName: 'Общество с ограниченной ответственностью «Северный ветер»',
  tradeName: 'Северный ветер',
  address: {
    street: 'ул. Большая Ордынка, д. 40, стр. 4',
    street2: 'офис 512',
    postalCode: '119017',
    city: 'г. Москва',
    region: null,
    country: 'RU',
  },
  email: 'docs@veter.example',
  phone: '+7 495 555-01-00',
  registrationNumber: '1029999000129',
  vatNumber: null,
  taxNumber: '9999001232',
  kpp: '770601001',
}

const petersburg: InvoiceParty = {
  ...moscow,
  legalName: 'ООО «Кофейня на Фонтанке»',
  tradeName: null,
  address: {
    ...moscow.address,
    street: 'наб. реки Фонтанки, д. 54',
    street2: null,
    postalCode: '191002',
    city: 'г. Санкт-Петербург',
  },
  registrationNumber: '1079999000344',
  taxNumber: '9999004561',
  kpp: '784001001',
}

const zurich: InvoiceParty = {
  ...berlin,
  legalName: 'Nordwind Schweiz AG',
  address: {
    ...berlin.address,
    street: 'Bahnhofstrasse 12',
    postalCode: '8001',
    city: 'Zürich',
    country: 'CH',
  },
  vatNumber: null,
  registrationNumber: 'CHE-123.456.788',
  taxNumber: 'CHE-123.456.788 MWST',
}

const account: BankAccount = {
  iban: 'DE89370400440532013000',
  accountNumber: null,
  bic: 'MUSTDE55XXX',
  bankName: 'Musterbank, Berlin',
  correspondentAccount: null,
}

const roubleAccount: BankAccount = {
  iban: null,
  accountNumber: '40702810200000012345',
  bic: '049999876',
  bankName: 'Банк «Пример», г. Москва',
  correspondentAccount: '30101810300000000876',
}

const swissAccount: BankAccount = {
  ...account,
  iban: 'CH9300762011623852957',
  bic: 'MUSTCH55XXX',
  bankName: 'Musterbank Schweiz, Bern',
}

/** Half away from zero; integers of micro-units in, minor units out. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator
  const result = (2n * magnitude + denominator) / (2n * denominator)
  return numerator < 0n ? -result : result
}

/** Cents as `12.34`. */
export function fromCents(cents: bigint): string {
  const magnitude = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`
}

export function toCents(amount: string): bigint {
  return BigInt(amount.replace('.', ''))
}

export interface LineSeed {
  readonly description: string
  readonly detail?: string
  readonly quantity: number
  readonly unit: InvoiceLine['unit']
  readonly priceMicros: number
  readonly tax: InvoiceLine['tax']
}

/** Lines, taxes and totals by the rules of EN 16931, for documents in a currency with two minor digits. */
export function summed(
  seeds: readonly LineSeed[],
  exemptions: Partial<Record<InvoiceTax['category'], InvoiceTax['exemption']>> = {},
  prepaidCents: (grossCents: bigint) => bigint = () => 0n,
): Pick<InvoiceDocument, 'lines' | 'taxes' | 'totals'> {
  const lines = seeds.map((seed, index): InvoiceLine => {
    const micros = BigInt(seed.quantity) * BigInt(seed.priceMicros)
    return {
      position: index + 1,
      description: seed.description,
      detail: seed.detail ?? null,
      quantity: String(seed.quantity),
      unit: seed.unit,
      unitPrice: (seed.priceMicros / 1e6).toFixed(6).replace(/0{1,4}$/, ''),
      net: fromCents(rounded(micros, 10_000n)),
      tax: seed.tax,
    }
  })
  const groups = Map.groupBy(lines, ({ tax }) => `${tax.category} ${tax.ratePercent}`)
  const taxes = [...groups.values()].flatMap((group): InvoiceTax[] => {
    const [first] = group
    if (!first) return []
    const taxable = group.reduce((sum, { net }) => sum + toCents(net), 0n)
    const rateHundredths = BigInt(Math.round(Number(first.tax.ratePercent) * 100))
    return [
      {
        ...first.tax,
        taxable: fromCents(taxable),
        tax: fromCents(rounded(taxable * rateHundredths, 10_000n)),
        exemption: exemptions[first.tax.category] ?? null,
      },
    ]
  })
  const net = lines.reduce((sum, line) => sum + toCents(line.net), 0n)
  const tax = taxes.reduce((sum, group) => sum + toCents(group.tax), 0n)
  const prepaid = prepaidCents(net + tax)
  const totals = { net, tax, gross: net + tax, prepaid, due: net + tax - prepaid }
  return {
    lines,
    taxes,
    totals: {
      net: fromCents(totals.net),
      tax: fromCents(totals.tax),
      gross: fromCents(totals.gross),
      prepaid: fromCents(totals.prepaid),
      due: fromCents(totals.due),
    },
  }
}

const germanVat = { category: 'S', ratePercent: '19' } as const
const russianVat = { category: 'S', ratePercent: '20' } as const

const channels = ['SMS, service', 'SMS, advertising', 'Viber, service', 'WhatsApp, utility', 'Voice call']
const russianChannels = [
  'SMS, сервисные',
  'SMS, рекламные',
  'Viber, сервисные',
  'WhatsApp, служебные',
  'Звонки',
]
const places = [
  'Germany',
  'Austria',
  'Poland',
  'France, mobile',
  'Kazakhstan',
  'United Kingdom',
  'Spain',
  'Italy',
]
const russianPlaces = [
  'Россия',
  'Казахстан',
  'Беларусь',
  'Армения',
  'Узбекистан',
  'Грузия',
  'Сербия',
  'Турция',
]

/** So many lines of usage, of all units, always the same. */
export function usageLines(
  count: number,
  language: 'en' | 'ru',
  tax: InvoiceLine['tax'] = germanVat,
): LineSeed[] {
  const names = language === 'ru' ? russianChannels : channels
  const countries = language === 'ru' ? russianPlaces : places
  return Array.from({ length: count }, (_, index) => {
    const channel = index % names.length
    const isCall = channel === names.length - 1
    return {
      description: `${names[channel]}: ${countries[Math.floor(index / names.length) % countries.length]}`,
      ...(index % 11 === 7 ? { detail: language === 'ru' ? 'За август 2026 г.' : 'Of August 2026' } : {}),
      quantity: ((index * 7919) % 48_000) + 17,
      unit: isCall ? 'minute' : channel < 2 ? 'segment' : 'message',
      priceMicros: ((index * 104_729) % 95_000) + 1_200,
      tax,
    }
  })
}

/** A German supplier to a German buyer, an invoice in euros, paid in part. */
export const germanInvoice: InvoiceDocument = {
  kind: 'invoice',
  number: 'NW-2026-000123',
  issuedOn: '2026-10-02',
  dueOn: '2026-10-16',
  period: { from: '2026-09-01', to: '2026-09-30', timeZone: 'Europe/Berlin' },
  currency: 'EUR',
  minorDigits: 2,
  language: 'en',
  corrects: null,
  references: { contract: null, order: 'PO-4711', buyer: null },
  supplier: berlin,
  buyer: hamburg,
  ...summed(usageLines(6, 'en'), {}, (gross) => gross / 3n),
  taxInAccountingCurrency: null,
  payment: { account, reference: 'NW-2026-000123', qr: 'epc' },
  electronicFormat: 'factur-x',
  notes: ['Prices are those of your price list of 1 January 2026.'],
}

export const germanCreditNote: InvoiceDocument = {
  ...germanInvoice,
  kind: 'credit_note',
  number: 'NW-G-2026-000007',
  issuedOn: '2026-10-20',
  dueOn: null,
  corrects: { number: germanInvoice.number, issuedOn: germanInvoice.issuedOn },
  ...summed(usageLines(1, 'en')),
  notes: [],
}

/** A Russian supplier to a Russian buyer: «Счёт на оплату». */
export const russianProForma: InvoiceDocument = {
  ...germanInvoice,
  kind: 'pro_forma',
  number: '58',
  dueOn: '2026-10-09',
  period: null,
  currency: 'RUB',
  language: 'ru',
  references: { contract: 'Договор № 17/2026 от 1 марта 2026 г.', order: null, buyer: null },
  supplier: moscow,
  buyer: petersburg,
  ...summed([
    {
      description: 'Пополнение баланса личного кабинета',
      quantity: 1,
      unit: 'one',
      priceMicros: 104_204_180_000,
      tax: russianVat,
    },
  ]),
  payment: { account: roubleAccount, reference: 'Оплата по счёту № 58 от 02.10.2026', qr: 'st00012' },
  electronicFormat: null,
  notes: [],
}

export const russianInvoice: InvoiceDocument = {
  ...russianProForma,
  kind: 'invoice',
  number: '2026-000318',
  dueOn: '2026-10-16',
  period: { from: '2026-09-01', to: '2026-09-30', timeZone: 'Europe/Moscow' },
  ...summed(usageLines(6, 'ru', russianVat)),
}

/** A pro-forma in francs with the Swiss code. */
export const swissProForma: InvoiceDocument = {
  ...germanInvoice,
  kind: 'pro_forma',
  number: 'CH-P-31',
  period: null,
  currency: 'CHF',
  supplier: zurich,
  ...summed([
    {
      description: 'Deposit to the balance',
      quantity: 1,
      unit: 'one',
      priceMicros: 2_500_000_000,
      tax: { category: 'S', ratePercent: '8.1' },
    },
  ]),
  payment: { account: swissAccount, reference: 'RF18539007547034', qr: 'swiss' },
  electronicFormat: null,
}

/** What each payment code stands on. */
export const proFormas: Readonly<Record<PaymentQrKind, InvoiceDocument>> = {
  epc: {
    ...germanInvoice,
    kind: 'pro_forma',
    number: 'NW-P-2026-000042',
    period: null,
    electronicFormat: null,
  },
  swiss: swissProForma,
  st00012: russianProForma,
}
