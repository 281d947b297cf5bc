/** What a text needs care for: XML's own signs, controls, halves of pairs, and what Excel would read as an escape. */
const needsCare = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/u
const notInCells = /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const keepsSpaces = /^\s|\s$|\n/

/**
 * A text for XML 1.0 and Excel (ECMA-376, ST_Xstring): controls and what XML cannot hold become �, a line ends with LF as in every
 * cell of Excel, and `_x0041_` stays these letters.
 */
export function xlsxText(text: string): string {
  if (!needsCare.test(text)) return text
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(notInCells, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}

/** The element `t` with a text in it. */
export function xlsxTextElement(text: string): string {
  const space = keepsSpaces.test(text) ? ' xml:space="preserve"' : ''
  return `<t${space}>${xlsxText(text)}</t>`
}
