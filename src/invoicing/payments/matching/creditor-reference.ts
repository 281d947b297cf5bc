/**
 * What a creditor reference of ISO 11649 (`RF18 INV2 0260 0001`) refers to, when its check digits are right; null for
 * anything else.
 */
export function referredNumber(reference: string): string | null {
  const compact = reference.replace(/\s/g, '').toUpperCase()
  const [, check, referred] = /^RF(\d{2})([A-Z0-9]{1,21})$/.exec(compact) ?? []
  if (check === undefined || referred === undefined) return null
  // ISO 7064 mod 97-10: letters count from 10, and the head goes to the end.
  const digits = `${referred}RF${check}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n ? referred : null
}
