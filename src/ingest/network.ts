import { all } from 'mcc-mnc-list'

const networkPattern = /^(\d{3})-?(\d{2,3})$/

/** `262-01`, `26201` → `262-01`; null when the text is no MCC-MNC pair (ITU-T E.212). */
export function normaliseNetwork(written: string): string | null {
  const match = networkPattern.exec(written)
  return match ? `${match[1]}-${match[2]}` : null
}

let names: ReadonlyMap<string, string> | undefined

/** Names of mobile networks by `MCC-MNC`, as `Telekom (DE)`. */
export function networkNames(): ReadonlyMap<string, string> {
  names ??= readNames()
  return names
}

/** An operational network's name goes before that of a closed one on the same pair. */
function readNames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const operational of [false, true]) {
    for (const record of all()) {
      const name = record.brand || record.operator
      if (!name || (record.status === 'Operational') !== operational) continue
      const country = /^[A-Z]{2}$/.test(record.countryCode ?? '') ? ` (${record.countryCode})` : ''
      found.set(`${record.mcc}-${record.mnc}`, `${name}${country}`)
    }
  }
  return found
}
