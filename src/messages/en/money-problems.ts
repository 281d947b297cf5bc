import type { Area } from '../catalogue-types.ts'

/** Codes of failures that only the pages of money meet. */
export const moneyProblems = {
  version_published: 'This version is published and never changes again. Make a new version.',
  version_not_published: 'This version is a draft. Publish it first.',
  empty_version: 'This version has no rates. Add some first.',
  rates_refused: 'Some rates cannot be saved like this.',
  invalid_details: 'Some fields cannot be right. What is wrong stands beside each.',
  details_changed: 'Somebody else changed the details meanwhile.',
  overlapping_validity: 'Another version is in force for this company at that time. Choose another time.',
  assignment_in_force: 'It has begun already. Set its end instead.',
  price_list_in_use: 'This price list is, was or will be in force, so it cannot be deleted.',
  currency_mismatch: 'The company has another currency than the price list.',
  idempotency_conflict:
    'This form was sent before with other values. Look into the transactions before you enter it again.',
  already_decided: 'Somebody has decided on it already.',
  details_missing: 'Some details that a document needs are missing.',
  tax_undecided: 'How this sale is taxed is not decided: the buyer’s VAT number is missing.',
  too_many_documents: 'That many invoices were created within a day. Use one of them, or wait.',
  invalid_credit: 'This cannot be credited. Check the lines and their amounts.',
  nothing_to_credit: 'Nothing is left of this invoice to credit.',
  not_voidable: 'This document cannot be made void any more. Issue a credit note.',
  settings_changed: 'Somebody else changed the settings meanwhile.',
} as const satisfies Area
