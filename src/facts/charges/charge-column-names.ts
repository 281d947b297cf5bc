import { chargeColumns } from '../schema/tables.ts'

/** Names of the columns of `messages` that say what a message costs. */
export const chargeColumnNames: readonly string[] = chargeColumns.map((column) => column.split(' ')[0] ?? '')
