/** Whether the text is a creditor reference of ISO 11649 (`RF18 5390 0754 7034`) with right check digits. */
export function isCreditorReference(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(compact) && remainder97(compact.slice(4) + compact.slice(0, 4)) === 1
}

/** Of ISO 7064: letters count as 10–35. */
function remainder97(characters: string): number {
  let remainder = 0
  for (const character of characters) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder
}

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const

/** Whether the text is a Swiss QR reference: 27 digits, the last one the check digit (modulo 10, recursive). */
export function isQrReference(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  if (!/^\d{27}$/.test(compact)) return false
  let carry = 0
  for (const digit of compact.slice(0, -1)) carry = carries[(carry + Number(digit)) % 10] ?? 0
  return (10 - carry) % 10 === Number(compact.at(-1))
}
