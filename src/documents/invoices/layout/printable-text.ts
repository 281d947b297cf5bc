/**
 * The text with signs that the font has: PDF/A forbids others, and would show boxes. What has no sign becomes a question
 * mark; what is invisible (controls, marks of direction, soft hyphens) is left out. Line ends stay.
 *
 * @param hasSign whether the font has a sign for a code point
 */
export function printableText(text: string, hasSign: (codePoint: number) => boolean): string {
  const visible = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll('\t', ' ')
  let printable = ''
  for (const character of visible) {
    if (character === '\n') printable += character
    else if (/[\p{Cc}\p{Cf}]/u.test(character)) continue
    else printable += hasSign(character.codePointAt(0) ?? 0) ? character : '?'
  }
  return printable
}
