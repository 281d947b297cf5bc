const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids come from addresses and bodies: what is no UUID cannot name a row, and PostgreSQL would refuse it loudly. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}
