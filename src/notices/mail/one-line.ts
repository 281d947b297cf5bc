const maxLength = 200

/** One line of plain characters, 200 at most: fit for a header. Whatever could begin another line becomes a space. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
    .toWellFormed()
}
