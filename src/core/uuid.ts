const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Whether a text has the form of a UUID of any version. What has not cannot name a row, and the stores refuse it loudly. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}
