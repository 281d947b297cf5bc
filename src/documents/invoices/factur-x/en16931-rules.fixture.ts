import { XMLParser } from 'fast-xml-parser'

/** An element as it was read: its name, attributes, text and children, in the order of the file. */
export interface Read {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly Read[]
}

/** Reads the XML with a parser that knows nothing of how it was written. */
export function readXml(xml: string): Read {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
  })
  const nodes: Record<string, unknown>[] = parser.parse(xml)
  const root = nodes.map(toRead).find((node) => node !== null && node.name !== '?xml')
  if (!root) throw new Error('There is no root element.')
  return root
}

function toRead(node: Record<string, unknown>): Read | null {
  const name = Object.keys(node).find((key) => key !== ':@')
  if (!name || name === '#text') return null
  const content = node[name]
  const inner: Record<string, unknown>[] = Array.isArray(content) ? content : []
  const attributes: Record<string, string> = Object.assign({}, node[':@'])
  return {
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.slice(2), value])),
    text: inner.map((child) => ('#text' in child ? String(child['#text']) : '')).join(''),
    children: inner.map(toRead).filter((child) => child !== null),
  }
}

/** Elements at a path of local names: `all(root, 'A/B')`. */
export function all(from: Read, path: string): Read[] {
  return path
    .split('/')
    .reduce<Read[]>(
      (nodes, step) =>
        nodes.flatMap(({ children }) => children.filter(({ name }) => name.split(':')[1] === step)),
      [from],
    )
}

export const one = (from: Read, path: string): string | null => all(from, path)[0]?.text ?? null

const agreement = 'SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement'
const settlement = 'SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement'
const lines = 'SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem'
const sums = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`

const cents = (text: string | null): bigint => BigInt(Math.round(Number(text ?? 'NaN') * 100))
const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)

/** A rule of EN 16931-1 by its name there: whether the file keeps it. */
type Rule = readonly [name: string, holds: (root: Read) => boolean]

const has = (path: string) => (root: Read) =>
  all(root, path).every(({ text, children }) => text !== '' || children.length > 0) &&
  all(root, path).length > 0
const sum = (root: Read, name: string): bigint => cents(one(root, `${sums}/${name}`))
const taxesOf = (root: Read) =>
  all(root, `${settlement}/ApplicableTradeTax`).map((tax) => ({
    category: one(tax, 'CategoryCode'),
    rate: one(tax, 'RateApplicablePercent'),
    basis: cents(one(tax, 'BasisAmount')),
    amount: cents(one(tax, 'CalculatedAmount')),
    reasons: [one(tax, 'ExemptionReason'), one(tax, 'ExemptionReasonCode')].filter(
      (reason) => reason !== null,
    ),
  }))
const linesOf = (root: Read) =>
  all(root, lines).map((line) => ({
    id: one(line, 'AssociatedDocumentLineDocument/LineID'),
    category: one(line, 'SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode'),
    rate: one(line, 'SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent'),
    net: cents(
      one(line, 'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
    ),
  }))
const registrations = (root: Read, party: string, scheme: string) =>
  all(root, `${agreement}/${party}/SpecifiedTaxRegistration/ID`).filter(
    ({ attributes }) => attributes['schemeID'] === scheme,
  )
const organization = (root: Read, party: string) =>
  one(root, `${agreement}/${party}/SpecifiedLegalOrganization/ID`)
const sellerHasTaxNumber = (root: Read) =>
  registrations(root, 'SellerTradeParty', 'VA').length +
    registrations(root, 'SellerTradeParty', 'FC').length >
  0
const uses = (root: Read, category: string) =>
  [...taxesOf(root), ...linesOf(root)].some((entry) => entry.category === category)
const everyLine = (path: string) => (root: Read) => all(root, lines).every((line) => has(path)(line))

const documentRules: readonly Rule[] = [
  [
    'BR-1',
    (root) =>
      one(root, 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID') ===
      'urn:cen.eu:en16931:2017',
  ],
  ['BR-2', has('ExchangedDocument/ID')],
  ['BR-3', (root) => /^\d{8}$/.test(one(root, 'ExchangedDocument/IssueDateTime/DateTimeString') ?? '')],
  ['BR-4', (root) => ['380', '381'].includes(one(root, 'ExchangedDocument/TypeCode') ?? '')],
  ['BR-5', (root) => /^[A-Z]{3}$/.test(one(root, `${settlement}/InvoiceCurrencyCode`) ?? '')],
  ['BR-6', has(`${agreement}/SellerTradeParty/Name`)],
  ['BR-7', has(`${agreement}/BuyerTradeParty/Name`)],
  ['BR-8', has(`${agreement}/SellerTradeParty/PostalTradeAddress`)],
  ['BR-9', has(`${agreement}/SellerTradeParty/PostalTradeAddress/CountryID`)],
  ['BR-10', has(`${agreement}/BuyerTradeParty/PostalTradeAddress`)],
  ['BR-11', has(`${agreement}/BuyerTradeParty/PostalTradeAddress/CountryID`)],
  ['BR-12', has(`${sums}/LineTotalAmount`)],
  ['BR-13', has(`${sums}/TaxBasisTotalAmount`)],
  ['BR-14', has(`${sums}/GrandTotalAmount`)],
  ['BR-15', has(`${sums}/DuePayableAmount`)],
  ['BR-16', (root) => all(root, lines).length > 0],
  ['BR-21', (root) => new Set(linesOf(root).map(({ id }) => id)).size === linesOf(root).length],
  ['BR-22', everyLine('SpecifiedLineTradeDelivery/BilledQuantity')],
  [
    'BR-23',
    (root) =>
      all(root, `${lines}/SpecifiedLineTradeDelivery/BilledQuantity`).every(({ attributes }) =>
        ['C62', 'SEC', 'MIN'].includes(attributes['unitCode'] ?? ''),
      ),
  ],
  [
    'BR-24',
    everyLine('SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
  ],
  ['BR-25', everyLine('SpecifiedTradeProduct/Name')],
  ['BR-26', everyLine('SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount')],
  [
    'BR-27',
    (root) =>
      all(root, `${lines}/SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount`).every(
        ({ text }) => Number(text) >= 0,
      ),
  ],
  [
    'BR-29',
    (root) =>
      all(root, `${settlement}/BillingSpecifiedPeriod`).every(
        (period) =>
          (one(period, 'StartDateTime/DateTimeString') ?? '') <=
          (one(period, 'EndDateTime/DateTimeString') ?? ''),
      ),
  ],
  ['BR-45', (root) => taxesOf(root).length > 0 && has(`${settlement}/ApplicableTradeTax/BasisAmount`)(root)],
  ['BR-46', has(`${settlement}/ApplicableTradeTax/CalculatedAmount`)],
  ['BR-47', has(`${settlement}/ApplicableTradeTax/CategoryCode`)],
  ['BR-48', (root) => taxesOf(root).every(({ category, rate }) => category === 'O' || rate !== null)],
  ['BR-49', (root) => all(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`).every(has('TypeCode'))],
  [
    'BR-53',
    (root) =>
      one(root, `${settlement}/TaxCurrencyCode`) === null || all(root, `${sums}/TaxTotalAmount`).length === 2,
  ],
  ['BR-55', (root) => all(root, `${settlement}/InvoiceReferencedDocument`).every(has('IssuerAssignedID'))],
  [
    'BR-61',
    (root) =>
      all(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`).every(
        (means) =>
          has('PayeePartyCreditorFinancialAccount/IBANID')(means) ||
          has('PayeePartyCreditorFinancialAccount/ProprietaryID')(means),
      ),
  ],
  [
    'BR-62 and BR-63',
    (root) =>
      ['SellerTradeParty', 'BuyerTradeParty'].every((party) =>
        all(root, `${agreement}/${party}/URIUniversalCommunication/URIID`).every(
          ({ attributes }) => attributes['schemeID'] === 'EM',
        ),
      ),
  ],
]

const sumRules: readonly Rule[] = [
  [
    'BR-CO-9',
    (root) =>
      ['SellerTradeParty', 'BuyerTradeParty'].every((party) =>
        registrations(root, party, 'VA').every(({ text }) => /^[A-Z]{2}/.test(text)),
      ),
  ],
  ['BR-CO-10', (root) => sum(root, 'LineTotalAmount') === total(linesOf(root).map(({ net }) => net))],
  ['BR-CO-13', (root) => sum(root, 'TaxBasisTotalAmount') === sum(root, 'LineTotalAmount')],
  ['BR-CO-14', (root) => sum(root, 'TaxTotalAmount') === total(taxesOf(root).map(({ amount }) => amount))],
  [
    'BR-CO-15',
    (root) =>
      sum(root, 'GrandTotalAmount') === sum(root, 'TaxBasisTotalAmount') + sum(root, 'TaxTotalAmount'),
  ],
  [
    'BR-CO-16',
    (root) =>
      sum(root, 'DuePayableAmount') === sum(root, 'GrandTotalAmount') - sum(root, 'TotalPrepaidAmount'),
  ],
  [
    'BR-CO-17',
    (root) =>
      taxesOf(root).every(({ basis, rate, amount }) => {
        const product = basis * BigInt(Math.round(Number(rate ?? '0') * 100))
        const twice = 2n * (product < 0n ? -product : product) + 10_000n
        return (amount < 0n ? -amount : amount) === twice / 20_000n
      }),
  ],
  ['BR-CO-18', (root) => taxesOf(root).length > 0],
  [
    'BR-CO-25',
    (root) =>
      sum(root, 'DuePayableAmount') <= 0n ||
      has(`${settlement}/SpecifiedTradePaymentTerms/DueDateDateTime`)(root) ||
      has(`${settlement}/SpecifiedTradePaymentTerms/Description`)(root),
  ],
  [
    'BR-CO-26',
    (root) =>
      one(root, `${agreement}/SellerTradeParty/ID`) !== null ||
      organization(root, 'SellerTradeParty') !== null ||
      registrations(root, 'SellerTradeParty', 'VA').length > 0,
  ],
  [
    'BR-DEC-*',
    (root) =>
      all(root, sums).every(({ children }) => children.every(({ text }) => /^-?\d+(\.\d{1,2})?$/.test(text))),
  ],
]

/** Rules that every category has: one breakdown per rate (…-1), its basis (…-8), reasons where there must be some. */
function categoryRules(category: string): Rule[] {
  const of = <T extends { readonly category: string | null }>(entries: readonly T[]) =>
    entries.filter((entry) => entry.category === category)
  const isTaxed = category === 'S' || category === 'Z'
  return [
    [
      `BR-${category}-1`,
      (root) =>
        of(linesOf(root)).length === 0 ||
        of(taxesOf(root)).length === new Set(of(linesOf(root)).map(({ rate }) => rate)).size,
    ],
    [
      `BR-${category}-5`,
      (root) =>
        of(linesOf(root)).every(({ rate }) =>
          category === 'S' ? Number(rate) > 0 : category === 'O' ? rate === null : Number(rate) === 0,
        ),
    ],
    [
      `BR-${category}-8`,
      (root) =>
        of(taxesOf(root)).every(
          (tax) =>
            tax.basis ===
            total(
              of(linesOf(root))
                .filter(({ rate }) => rate === tax.rate)
                .map(({ net }) => net),
            ),
        ),
    ],
    [
      `BR-${category}-9`,
      (root) => category === 'S' || of(taxesOf(root)).every(({ amount }) => amount === 0n),
    ],
    [
      `BR-${category}-10`,
      (root) => of(taxesOf(root)).every(({ reasons }) => isTaxed === (reasons.length === 0)),
    ],
  ]
}

const identityRules: readonly Rule[] = [
  ['BR-S-2', (root) => !uses(root, 'S') || sellerHasTaxNumber(root)],
  ['BR-Z-2', (root) => !uses(root, 'Z') || sellerHasTaxNumber(root)],
  ['BR-E-2', (root) => !uses(root, 'E') || sellerHasTaxNumber(root)],
  [
    'BR-AE-2',
    (root) =>
      !uses(root, 'AE') ||
      (sellerHasTaxNumber(root) &&
        (registrations(root, 'BuyerTradeParty', 'VA').length > 0 ||
          organization(root, 'BuyerTradeParty') !== null)),
  ],
  ['BR-G-2', (root) => !uses(root, 'G') || registrations(root, 'SellerTradeParty', 'VA').length > 0],
  [
    'BR-O-2',
    (root) =>
      !uses(root, 'O') ||
      ['SellerTradeParty', 'BuyerTradeParty'].every((party) => registrations(root, party, 'VA').length === 0),
  ],
  [
    'BR-O-11 and BR-O-12',
    (root) =>
      !uses(root, 'O') || [...taxesOf(root), ...linesOf(root)].every(({ category }) => category === 'O'),
  ],
]

const rules: readonly Rule[] = [
  ...documentRules,
  ...sumRules,
  ...['S', 'Z', 'E', 'AE', 'G', 'O'].flatMap(categoryRules),
  ...identityRules,
]

/** Names of the business rules that a file breaks. */
export function brokenRules(root: Read): string[] {
  return rules.filter(([, holds]) => !holds(root)).map(([name]) => name)
}
