/**
 * Breaks a text into lines that fit, at spaces and at its own line ends; a word that is wider than a line is broken
 * between characters. No-break spaces hold.
 *
 * @param measure the width of a text, in the unit of `width`
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((paragraph) => wrapParagraph(paragraph, width, measure))
}

/** A line is as wide as its words and the spaces between them: so every word is measured once. */
function wrapParagraph(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  const space = measure(' ')
  let line: string[] = []
  let used = 0
  const endLine = () => {
    if (line.length > 0) lines.push(line.join(' '))
    line = []
    used = 0
  }
  for (const word of paragraph.split(/[ \t]+/).filter((part) => part !== '')) {
    const wide = measure(word)
    if (line.length > 0 && used + space + wide > width) endLine()
    const pieces = wide <= width ? [word] : splitWord(word, width, measure)
    const last = pieces.pop() ?? ''
    lines.push(...pieces)
    used += (line.length > 0 ? space : 0) + (last === word ? wide : measure(last))
    line.push(last)
  }
  endLine()
  return lines
}

/** Every piece has at least one character, so that a column narrower than that ends too. */
function splitWord(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return piece === '' ? pieces : [...pieces, piece]
}
