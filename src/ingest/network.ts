import { all } from 'mcc-mnc-list'

const networkPattern = /^(\d{3})-?(\d{2,3})$/

/** `262-01`, `26201` → `262-01`; null when the text is no MCC-MNC pair (ITU-T E.212). */
export function normaliseNetwork(written: string): string | null {
  const match = networkPattern.exec(written)
  return match ? `${match[1]}-${match[2]}` : null
}

type Network = ReturnType<typeof all>[number]

let names: ReadonlyMap<string, string> | undefined

/** Names of mobile networks by `MCC-MNC`, as `Telekom (DE)`. */
export function networkNames(): ReadonlyMap<string, string> {
  names ??= readNames()
  return names
}

const isOperational = ({ status }: Network): number => Number(status === 'Operational')

/**
 * A pair may be listed several times: an operational network goes before a closed one, and the country that most of the
 * pairs of its MCC belong to before the others (310 is the United States, and some islands).
 */
function readNames(): ReadonlyMap<string, string> {
  const records = all()
  const sizes = new Map<string, number>()
  const sizeOf = (record: Network): number => sizes.get(`${record.mcc} ${record.countryCode}`) ?? 0
  for (const record of records) sizes.set(`${record.mcc} ${record.countryCode}`, sizeOf(record) + 1)
  const inOrder = records.toSorted((a, b) => isOperational(b) - isOperational(a) || sizeOf(b) - sizeOf(a))
  const found = new Map<string, string>()
  for (const record of inOrder) {
    const name = record.brand || record.operator
    const pair = `${record.mcc}-${record.mnc}`
    if (!name || found.has(pair)) continue
    const country = /^[A-Z]{2}$/.test(record.countryCode ?? '') ? ` (${record.countryCode})` : ''
    found.set(pair, `${name}${country}`)
  }
  return found
}
