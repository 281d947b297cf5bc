/** A field of a payment code: one line, without control characters, at most so many characters (never half of one). */
export function oneLine(text: string, maxLength: number): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  let kept = ''
  for (const character of line) {
    if (kept.length + character.length > maxLength) break
    kept += character
  }
  return kept.trim()
}
