const indent = 2
/** A whole number that JSON.parse would round; the provider's own digits matter more than indentation. */
const hugeNumber = /[:[,]\s*-?\d{16,}/

/** The body of a request laid out for reading: JSON indented, forms as one `name: value` a line, all else as it is. */
export function readableBody(body: string, contentType: string): string {
  if (contentType.includes('x-www-form-urlencoded')) return readableForm(body)
  return hugeNumber.test(body) ? body : readableJson(body)
}

function readableForm(body: string): string {
  return [...new URLSearchParams(body)].map(([name, value]) => `${name}: ${value}`).join('\n')
}

function readableJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, indent)
  } catch {
    return body
  }
}
