import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

/** The addresses of a name; none where it has none. */
export type ResolveHost = (name: string) => Promise<readonly string[]>

const queryTimeoutMs = 3_000
const tries = 2
const absentCodes = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'ENONAME'])

/**
 * By the name servers alone: never waits in the few threads that files and look-ups of the system share, so that names whose
 * servers don't answer hold up nobody else.
 */
export const resolveByNameServer: ResolveHost = async (name) => {
  const resolver = new Resolver({ timeout: queryTimeoutMs, tries })
  const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const addresses = found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const failed = found.find((answer) => answer.status === 'rejected' && !isAbsent(answer.reason))
  if (addresses.length === 0 && failed?.status === 'rejected') throw failed.reason
  return addresses
}

/** As the system does it, with its file of hosts: for private networks, whose names may stand nowhere else. */
export const resolveBySystem: ResolveHost = async (name) => {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

/** An address as it is, a name by `resolve`. */
export function addressesOf(host: string, resolve: ResolveHost): Promise<readonly string[]> {
  return isIP(host) ? Promise.resolve([host]) : resolve(host)
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && absentCodes.has(String(error.code))
}
