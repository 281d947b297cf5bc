/** An address with what is set of these values. */
export function withQuery(path: string, values: object): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value))
  return `${path}?${params}`
}

/** With the same key a repeated request changes nothing: a lost answer may be asked for again. */
export const onceBy = (key: string) => ({ 'idempotency-key': key })
