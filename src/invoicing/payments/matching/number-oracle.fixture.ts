/**
 * Whether a document's number stands whole in a text, as two regular expressions over the folded text: written without spaces,
 * where a dash, stroke or full stop may not carry on, and written with spaces, where a space and a digit may not either.
 * Independent of the search that is tested; knows the letters that the test uses.
 */
export function oracleHasNumber(text: string, number: string): boolean {
  const folded = oracleFold(text)
  const units = [...oracleFold(number)]
  const symbols = units.flatMap((unit, place) => {
    if (!/[A-ZА-Я0-9]/.test(unit)) return []
    return [{ unit, hasGap: place > 0 && !/[A-ZА-Я0-9]/.test(units[place - 1] ?? '') }]
  })
  const isDigits = symbols.every(({ unit }) => /\d/.test(unit))
  const stop = number.includes('.') ? '.' : ''
  const spelled = (inside: string) =>
    symbols
      .map(({ unit, hasGap }, place) => {
        const gap = place === 0 || (isDigits && !hasGap) ? '' : `[${inside}${stop}]{0,3}`
        return gap + unit
      })
      .join('')
  const joined = '(?<![A-ZА-Я0-9])(?<![A-ZА-Я0-9][-_/]{1,3})'
  const carries = '(?![A-ZА-Я0-9])(?![-_/]{1,3}[A-ZА-Я0-9])'
  const isDigitFirst = /\d/.test(symbols[0]?.unit ?? '')
  const isDigitLast = /\d/.test(symbols.at(-1)?.unit ?? '')
  const stopBefore = isDigitFirst ? '(?<!\\d\\.)' : ''
  const stopAfter = isDigitLast ? '(?!\\.\\d)' : ''
  const spacesBefore = isDigitFirst ? '(?<!\\d[-_/\\s]{1,3})' : ''
  const spacesAfter = isDigitLast ? '(?![-_/\\s]{1,3}\\d)' : ''
  const plain = `${joined}${stopBefore}${spelled('-_/')}${carries}${stopAfter}`
  const spaced = `${joined}${stopBefore}${spacesBefore}${spelled('-_/\\s')}${carries}${stopAfter}${spacesAfter}`
  return [plain, spaced].some((pattern) => new RegExp(pattern, 'u').test(folded))
}

function oracleFold(text: string): string {
  const pairs: readonly (readonly [string, string])[] = [
    ['С', 'C'],
    ['А', 'A'],
    ['В', 'B'],
    ['№', '#'],
  ]
  return pairs.reduce((folded, [from, to]) => folded.replaceAll(from, to), text.toUpperCase())
}
