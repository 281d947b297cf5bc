import type { Area } from '../catalogue-types.ts'

/** Why a document needs what is missing. */
export const missingDetails = {
  names_the_party: 'A document names the company in full.',
  complete_address: 'A document shows the full legal address.',
  supplier_is_taxed: 'A document shows the supplier’s VAT number or, without one, its tax number.',
  buyer_owes_the_tax: 'The buyer accounts for the tax itself, so a document shows its VAT number.',
  russian_document: 'Documents of companies in Russia show it.',
  account_to_pay_to: 'A document says which account to pay to.',
  settings_missing: 'The supplier has not entered its settings for documents yet.',
} as const satisfies Area
