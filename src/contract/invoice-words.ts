import { missingReasons } from './company-details-words.ts'

export const documentKinds = ['invoice', 'pro_forma', 'credit_note'] as const
export type DocumentKind = (typeof documentKinds)[number]

/**
 * How a document stands now. An invoice: `open`, `partly_paid`, `paid`, `overdue` (its day is over and some of it is open),
 * `credited` (taken back in full), `void`. A pro-forma: `open`, `partly_paid`, `paid`, `void`; nobody owes it, so it is never
 * overdue. A credit note: `issued`.
 */
export const documentStatuses = [
  'open',
  'partly_paid',
  'paid',
  'overdue',
  'credited',
  'issued',
  'void',
] as const
export type DocumentStatus = (typeof documentStatuses)[number]

export const documentOrders = ['created', 'number', 'amount'] as const
export type DocumentOrder = (typeof documentOrders)[number]

/** Who lacks something that a document needs. */
export const documentSides = ['buyer', 'supplier'] as const
export type DocumentSide = (typeof documentSides)[number]

/** Why no document can be written yet: a field of the details, or the supplier's settings, which nobody entered. */
export const documentObstacles = [...missingReasons, 'settings_missing'] as const
export type DocumentObstacle = (typeof documentObstacles)[number]

/** Units of quantities on documents. */
export const documentUnits = ['message', 'segment', 'second', 'minute', 'one'] as const
/** Categories of VAT, UNTDID 5305. */
export const taxCategories = ['S', 'Z', 'E', 'AE', 'G', 'O'] as const
