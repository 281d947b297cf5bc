/** Excel takes 1–31 characters without these, and no apostrophe at either end. */
export function sheetName(name: string): string {
  const allowed = name
    .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .slice(0, 31)
    .toWellFormed()
  return allowed.replace(/^[\s']+|[\s']+$/g, '') || 'Data'
}
