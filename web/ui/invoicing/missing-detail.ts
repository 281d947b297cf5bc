import type { DocumentSide } from '../../../src/contract/invoice-words.ts'
import type { MessageKey, Translate } from '../../../src/messages/index.ts'

/** Something without which no document can be written. */
export interface MissingDetail {
  readonly side: DocumentSide
  /** As in the details: `legal_address/postal_code`; `settings` for the supplier's settings as a whole. */
  readonly field: string
}

const labels: Readonly<Record<string, MessageKey & `details.${string}`>> = {
  legal_name: 'details.legal_name',
  'legal_address/country': 'details.country',
  'legal_address/street': 'details.street',
  'legal_address/postal_code': 'details.postal_code',
  'legal_address/city': 'details.city',
  vat_number: 'details.vat_number',
  tax_number: 'details.tax_number',
  kpp: 'details.kpp',
  bank_accounts: 'details.accounts',
}

/** The field as its form calls it; one that these pages do not know, as the API does. */
export function missingLabel(t: Translate, { field }: Pick<MissingDetail, 'field'>): string {
  if (field === 'settings') return t('invoices.missing_settings')
  const key = Object.hasOwn(labels, field) ? labels[field] : undefined
  return key === undefined ? field : (t as (key: MessageKey) => string)(key)
}

/** Who looks at what is missing, and of whose document. */
export interface MissingReader {
  readonly mayManageCompany: boolean
  readonly mayManageBilling: boolean
  /** The own company buys; otherwise one that it sells to. */
  readonly isBuyer: boolean
  /** It depends on no other company: who sells to it is entered in its own settings. */
  readonly sellsToItself: boolean
}

/** Where something is filled in, or who has to be asked. */
export type MissingPlace =
  | { readonly to: '/settings/company' | '/settings/provider' | '/settings/invoicing'; readonly hash: string }
  | { readonly ask: 'owner' | 'provider' | 'customer' }

/** The very field where the reader may fill it in. */
export function missingPlace({ side, field }: MissingDetail, reader: MissingReader): MissingPlace {
  const { isBuyer, mayManageBilling, mayManageCompany } = reader
  const ownDetails: MissingPlace = mayManageCompany
    ? { to: '/settings/company', hash: field }
    : { ask: 'owner' }
  if (side === 'buyer') return isBuyer ? ownDetails : { ask: 'customer' }
  if (!isBuyer) {
    if (field !== 'settings') return ownDetails
    return mayManageBilling ? { to: '/settings/invoicing', hash: 'company' } : { ask: 'owner' }
  }
  if (!mayManageBilling || !reader.sellsToItself) return { ask: 'provider' }
  return field === 'settings'
    ? { to: '/settings/invoicing', hash: 'provider' }
    : { to: '/settings/provider', hash: field }
}

const named = /^(buyer|supplier) ([\w/]+)$/

/**
 * What the reason of a month that was set aside names: `Missing: buyer legal_address/postal_code, supplier settings.` Empty where it
 * says something else.
 */
export function missingIn(detail: string | null): readonly MissingDetail[] {
  const list = /^Missing: (.+)\.$/.exec(detail ?? '')?.[1] ?? ''
  return list.split(', ').flatMap((part) => {
    const [, side, field = ''] = named.exec(part) ?? []
    return side === 'buyer' || side === 'supplier' ? [{ side, field }] : []
  })
}
