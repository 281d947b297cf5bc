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

const quote = 0x22
const backslash = 0x5c

/** Whether a JSON text nests deeper than 100 levels. */
export function nestsTooDeep(text: string): boolean {
  if (text.length <= maxDepth) return false
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === quote) isInString = !isInString
    else if (isInString) at += Number(unit === backslash)
    else if (unit === 0x5b || unit === 0x7b) depth += 1
    else if (unit === 0x5d || unit === 0x7d) depth -= 1
    if (depth > maxDepth) return true
  }
  return false
}
