const maxDepth = 100

/**
 * The value of a JSON text; null when it is none, or nests deeper than 100 levels: a few megabytes of brackets would
 * keep the parser busy for seconds, and a few thousand levels are more than can be written again.
 */
export function parseJson(text: string): { readonly value: unknown } | null {
  if (nestsTooDeep(text)) return null
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** Whether a JSON text nests deeper than 100 levels. */
export function nestsTooDeep(text: string): boolean {
  return text.length > maxDepth && hasMark(text, (_mark, depth) => depth > maxDepth)
}

/** Whether a JSON text is a list of more entries than these; told without parsing it, which could take seconds. */
export function isLongerList(text: string, maxEntries: number): boolean {
  // An entry takes two characters.
  if (text.length <= 2 * maxEntries || !/^\s*\[/.test(text)) return false
  let commas = 0
  return hasMark(text, (mark, depth) => {
    if (mark === comma && depth === 1) commas += 1
    return commas >= maxEntries
  })
}

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c

/** Whether the test holds at some bracket or comma outside strings; `depth` is the one behind it. */
function hasMark(text: string, test: (mark: number, depth: number) => boolean): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === quote) isInString = !isInString
    if (isInString) {
      at += Number(unit === backslash)
      continue
    }
    if (unit === 0x5b || unit === 0x7b) depth += 1
    else if (unit === 0x5d || unit === 0x7d) depth -= 1
    else if (unit !== comma) continue
    if (test(unit, depth)) return true
  }
  return false
}
