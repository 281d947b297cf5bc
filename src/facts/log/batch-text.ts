/** Joins rows of one batch into the text of an insert, the batch's id before each. */
export function batchText(batchId: string, rows: readonly string[]): string {
  return `${batchId}\t${rows.join(`\n${batchId}\t`)}\n`
}
