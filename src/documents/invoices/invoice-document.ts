import type { Language } from '../../messages/index.ts'

/** A pro-forma moves no money; an invoice and a credit note are final. */
export type InvoiceKind = 'invoice' | 'pro_forma' | 'credit_note'

/** A day without a time: `2026-10-02`. */
export type LocalDate = string

/** A decimal number as text: `-12.50`. Amounts have the currency's minor digits, unit prices up to six places. */
export type Decimal = string

/**
 * Categories of VAT, UNTDID 5305 as EN 16931 uses them: standard rate, zero rate, exempt, reverse charge, export, not
 * subject to VAT.
 */
export type TaxCategory = 'S' | 'Z' | 'E' | 'AE' | 'G' | 'O'

export type InvoiceUnit = 'message' | 'segment' | 'second' | 'minute' | 'one'

/**
 * A finished invoice as it was issued, with everything that stands on it. It is stored as it is (JSON) and rendered from
 * nothing else. Sums are given, and are those of EN 16931: a line's net = quantity × unit price, rounded half away from
 * zero to the minor unit; `totals.net` = Σ lines; tax per category and rate on the category's sum; gross = net + tax;
 * due = gross − prepaid. A credit note is written in positive amounts: what the invoice was too high.
 */
export interface InvoiceDocument {
  readonly kind: InvoiceKind
  readonly number: string
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate | null
  readonly period: InvoicePeriod | null
  /** ISO 4217. */
  readonly currency: string
  readonly minorDigits: number
  readonly language: Language
  /** The invoice that a credit note corrects. */
  readonly corrects: { readonly number: string; readonly issuedOn: LocalDate } | null
  readonly references: InvoiceReferences
  readonly supplier: InvoiceParty
  readonly buyer: InvoiceParty
  readonly lines: readonly InvoiceLine[]
  readonly taxes: readonly InvoiceTax[]
  /**
   * The tax once more in the currency of the supplier's tax office, where the invoice is in another one
   * (Directive 2006/112/EC, article 230).
   */
  readonly taxInAccountingCurrency: { readonly currency: string; readonly tax: Decimal } | null
  readonly totals: InvoiceTotals
  readonly payment: InvoicePayment
  /** `factur-x` for suppliers in the EU: invoices and credit notes carry their EN 16931 XML. */
  readonly electronicFormat: 'factur-x' | null
  readonly notes: readonly string[]
}

export interface InvoicePeriod {
  readonly from: LocalDate
  /** The last day, inclusive. */
  readonly to: LocalDate
  /** IANA name of the zone whose days these are. */
  readonly timeZone: string
}

/** What the buyer wants to find on its invoices. */
export interface InvoiceReferences {
  /** The contract that the supply rests on: `No. 17 of 1 March 2026`. */
  readonly contract: string | null
  /** The buyer's purchase order. */
  readonly order: string | null
  /** Whom to route it to in the buyer's house; in Germany the Leitweg-ID. */
  readonly buyer: string | null
}

export interface PostalAddress {
  readonly street: string
  readonly street2: string | null
  readonly postalCode: string
  readonly city: string
  readonly region: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export interface InvoiceParty {
  readonly legalName: string
  readonly tradeName: string | null
  readonly address: PostalAddress
  readonly email: string | null
  readonly phone: string | null
  /** Number in the register of companies; in Russia the OGRN. */
  readonly registrationNumber: string | null
  /** With its country prefix: `DE123456788`. */
  readonly vatNumber: string | null
  /** National tax number; in Russia the INN. */
  readonly taxNumber: string | null
  /** Russia alone. */
  readonly kpp: string | null
}

export interface InvoiceLine {
  readonly position: number
  /** In the document's language. */
  readonly description: string
  /** A second, quieter line: the original period of a correction. */
  readonly detail: string | null
  readonly quantity: Decimal
  readonly unit: InvoiceUnit
  readonly unitPrice: Decimal
  readonly net: Decimal
  readonly tax: { readonly category: TaxCategory; readonly ratePercent: Decimal }
}

/** The sum of the lines of one category and rate. */
export interface InvoiceTax {
  readonly category: TaxCategory
  readonly ratePercent: Decimal
  readonly taxable: Decimal
  readonly tax: Decimal
  /** Why no tax is charged: for E, AE, G and O. The code is one of the VATEX list. */
  readonly exemption: { readonly code: string | null; readonly text: string } | null
}

export interface InvoiceTotals {
  readonly net: Decimal
  readonly tax: Decimal
  readonly gross: Decimal
  readonly prepaid: Decimal
  readonly due: Decimal
}

export interface BankAccount {
  /** IBAN or the national number: one of the two. */
  readonly iban: string | null
  readonly accountNumber: string | null
  readonly bic: string | null
  readonly bankName: string
  /** Russia: the bank's account at the central bank. */
  readonly correspondentAccount: string | null
}

/** Ways to have a banking app fill in the payment: European (SEPA), Swiss, Russian. */
export type PaymentQrKind = 'epc' | 'swiss' | 'st00012'

export interface InvoicePayment {
  readonly account: BankAccount | null
  /** What the buyer writes into the transfer, so that it finds its document. */
  readonly reference: string
  readonly qr: PaymentQrKind | null
}
