import { chargeColumns } from '../schema/tables.ts'

/** Names of the columns of `messages` that say what a message costs. */
export const chargeColumnNames: readonly string[] = chargeColumns.map((column) => column.split(' ')[0] ?? '')

/** A message's charge in its row differs from what the price lists say now (`rated_…`). */
export const chargeDiffers = chargeColumnNames
  // Says only that the company had prices when the message was folded.
  .filter((name) => name !== 'is_priced')
  .map((name) => `${name} != rated_${name}`)
  .join(' OR ')
