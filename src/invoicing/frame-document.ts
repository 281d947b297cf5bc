import { isEuMember } from '../companies/index.ts'
import type { BankAccount, CompanyDetails } from '../contract/index.ts'
import { toDecimal } from '../core/index.ts'
import type {
  InvoiceDocument,
  InvoiceKind,
  InvoiceLine,
  InvoiceParty,
  InvoicePeriod,
  InvoiceTax,
  LocalDate,
  PaymentQrKind,
} from '../documents/index.ts'
import type { Language, Translate } from '../messages/index.ts'
import type { InvoiceAmounts } from './invoice-amounts.ts'
import type { TaxTreatment } from './tax-treatment.ts'
import { percentOf } from './written-numbers.ts'

/** Everything that a document says beside its lines, before it has its number. */
export interface DocumentFrame {
  readonly kind: InvoiceKind
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate | null
  readonly period: InvoicePeriod | null
  readonly currency: string
  readonly minorDigits: number
  readonly language: Language
  readonly corrects: InvoiceDocument['corrects']
  /** Complete, as `missingDetails` sees it. */
  readonly supplier: CompanyDetails
  readonly buyer: CompanyDetails
  readonly amounts: Pick<InvoiceAmounts, 'netMicros' | 'taxMicros' | 'grossMicros'> & {
    readonly prepaidMicros: bigint
    readonly dueMicros: bigint
  }
  readonly treatment: TaxTreatment
}

/**
 * The frozen snapshot of a document. Its number, and the reference to pay under, which is the number, are empty until the
 * records give one.
 */
export function frameDocument(
  frame: DocumentFrame,
  lines: readonly InvoiceLine[],
  t: Translate,
): InvoiceDocument {
  const { supplier, buyer, amounts, minorDigits } = frame
  const money = (micros: bigint) => toDecimal(micros, minorDigits)
  const account = accountFor(supplier.bank_accounts, frame.currency)
  return {
    kind: frame.kind,
    number: '',
    issuedOn: frame.issuedOn,
    dueOn: frame.dueOn,
    period: frame.period,
    currency: frame.currency,
    minorDigits,
    language: frame.language,
    corrects: frame.corrects,
    references: { contract: null, order: null, buyer: null },
    supplier: toParty(supplier),
    buyer: toParty(buyer),
    lines,
    taxes: [toTax(frame, t)],
    taxInAccountingCurrency: null,
    totals: {
      net: money(amounts.netMicros),
      tax: money(amounts.taxMicros),
      gross: money(amounts.grossMicros),
      prepaid: money(amounts.prepaidMicros),
      due: money(amounts.dueMicros),
    },
    payment: {
      account: account === null ? null : toAccount(account),
      reference: '',
      qr: account !== null && amounts.dueMicros > 0n ? qrOf(account, frame.currency, supplier) : null,
    },
    electronicFormat:
      frame.kind !== 'pro_forma' && isEuMember(supplier.legal_address.country ?? '') ? 'factur-x' : null,
    notes: [],
  }
}

function toTax({ treatment, amounts, minorDigits }: DocumentFrame, t: Translate): InvoiceTax {
  const { category, exemption } = treatment
  return {
    category,
    ratePercent: percentOf(treatment),
    taxable: toDecimal(amounts.netMicros, minorDigits),
    tax: toDecimal(amounts.taxMicros, minorDigits),
    exemption: exemption === null ? null : { code: exemption.code, text: exemptionText(exemption.reason, t) },
  }
}

function exemptionText(reason: NonNullable<TaxTreatment['exemption']>['reason'], t: Translate): string {
  return t(`invoice_document.exemption_${reason}`)
}

function toParty(details: CompanyDetails): InvoiceParty {
  const address = details.legal_address
  return {
    legalName: details.legal_name ?? '',
    tradeName: details.trade_name,
    address: {
      street: address.street ?? '',
      street2: address.street_2,
      postalCode: address.postal_code ?? '',
      city: address.city ?? '',
      region: address.region,
      country: address.country ?? '',
    },
    email: details.email,
    phone: details.phone,
    registrationNumber: details.registration_number,
    vatNumber: details.vat_number,
    taxNumber: details.tax_number,
    kpp: details.kpp,
  }
}

/** The account in the document's currency; else the first one. */
function accountFor(accounts: readonly BankAccount[], currency: string): BankAccount | null {
  return accounts.find((account) => account.currency === currency) ?? accounts[0] ?? null
}

function toAccount(account: BankAccount): NonNullable<InvoiceDocument['payment']['account']> {
  return {
    iban: account.iban,
    accountNumber: account.account_number,
    bic: account.bic,
    bankName: account.bank_name ?? '',
    correspondentAccount: account.correspondent_account,
  }
}

/** The code that banking apps where the money is go by; none where there is no such code. */
function qrOf(account: BankAccount, currency: string, supplier: CompanyDetails): PaymentQrKind | null {
  const isSwiss = /^(?:CH|LI)/.test(account.iban ?? '')
  if (isSwiss && (currency === 'CHF' || currency === 'EUR')) return 'swiss'
  if (account.iban !== null && currency === 'EUR') return 'epc'
  return supplier.legal_address.country === 'RU' && currency === 'RUB' ? 'st00012' : null
}
