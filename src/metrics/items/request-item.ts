import { parseJson } from '../../core/index.ts'

/**
 * The item of a request's body that an event came from: of a JSON array the one at `index`, of NDJSON
 * the line of that number (from 0, empty ones counted), of a form its fields. A body that is not a list is its own item. Undefined where the body cannot be read so.
 */
export function requestItem(body: string, contentType: string, index: number): unknown {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/x-www-form-urlencoded') return formFields(body)
  if (type.endsWith('ndjson')) return parsed(body.split('\n')[index] ?? '')
  const whole = parsed(body)
  return Array.isArray(whole) ? whole[index] : whole
}

/** What nests too deep to be answered again counts as unreadable. */
function parsed(text: string): unknown {
  return parseJson(text)?.value
}

/** Fields that come several times keep all their values. */
function formFields(body: string): Record<string, string | string[]> {
  const valuesByName = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(body)) {
    const values = valuesByName.get(name)
    if (values) values.push(value)
    else valuesByName.set(name, [value])
  }
  return Object.fromEntries(
    [...valuesByName].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}
