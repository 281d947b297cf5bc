/** Values that an address can hold. */
type SearchValue = string | number | boolean | null | undefined

/**
 * Addresses are for people: `?period=today&channel=sms&channel=viber`. Several values repeat the name, everything is
 * text, and the schema of the page gives it its type.
 */
export function parseSearchText(text: string): Record<string, string | string[]> {
  const search = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const known = search.get(name)
    if (known === undefined) search.set(name, value)
    else if (Array.isArray(known)) known.push(value)
    else search.set(name, [known, value])
  }
  return Object.fromEntries(search)
}

/** The other way; starts with `?` unless there is nothing to say. Names without a value are left out. */
export function writeSearchText(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (isSearchValue(one) && one !== null && one !== undefined) params.append(name, String(one))
    }
  }
  // Colons, slashes and commas are allowed in a query; left as they are, instants and numbers stay readable.
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

function isSearchValue(value: unknown): value is SearchValue {
  return value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value)
}
