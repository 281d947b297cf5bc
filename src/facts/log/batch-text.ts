/** Joins rows that were written together into the text of an insert, with what they have in common before each. */
export function batchText(batchId: string, rows: readonly string[]): string {
  return `${batchId}\t${rows.join(`\n${batchId}\t`)}\n`
}
