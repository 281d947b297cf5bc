import { uuidV7 } from '../core/index.ts'
import type { RawRequest } from '../facts/index.ts'
import type { HookRequest, ProviderAdapter } from './provider-adapter.ts'

/** What the archive keeps of a request besides its body. */
export interface RequestOrigin {
  readonly companyId: string
  readonly connectionId: string
  readonly provider: string
  readonly receivedAtMs: number
  readonly method: string
  /** Path with query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Lower-case names of the headers that matter besides the content type. */
  readonly keptHeaders: readonly string[]
}

const alwaysKept = ['content-type', 'user-agent']
const maxHeaderLength = 2_000
const maxPathLength = 4_000

/** The request as it goes into the archive, under a new id. Headers are picked by name, so credentials stay out. */
export function toRawRequest(origin: RequestOrigin, body: Uint8Array): RawRequest {
  return {
    companyId: origin.companyId,
    requestId: uuidV7(origin.receivedAtMs),
    connectionId: origin.connectionId,
    provider: origin.provider,
    receivedAtMs: origin.receivedAtMs,
    method: origin.method,
    path: origin.path.slice(0, maxPathLength),
    headers: keptHeadersOf(origin),
    body,
  }
}

function keptHeadersOf(origin: Pick<RequestOrigin, 'headers' | 'keptHeaders'>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of [...alwaysKept, ...origin.keptHeaders]) {
    const value = origin.headers[name]
    if (value !== undefined) headers[name] = value.slice(0, maxHeaderLength)
  }
  return headers
}

/** Path and headers of a request as they may be kept and shown: without credentials, cut to the lengths of the archive. */
export function withoutCredentials(
  { keptHeaders, secretParameters = [] }: Pick<ProviderAdapter, 'keptHeaders' | 'secretParameters'>,
  { url, headers }: Pick<HookRequest, 'url' | 'headers'>,
): { readonly path: string; readonly headers: Record<string, string> } {
  return {
    path: pathOf(url, secretParameters).slice(0, maxPathLength),
    headers: keptHeadersOf({ headers, keptHeaders }),
  }
}

/** Path and query, with the values of secret parameters left out. */
export function pathOf(url: string, secretParameters: readonly string[]): string {
  if (!URL.canParse(url)) return url
  const { pathname, search, searchParams } = new URL(url)
  const secrets = secretParameters.filter((name) => searchParams.has(name))
  if (secrets.length === 0) return pathname + search
  for (const name of secrets) searchParams.set(name, '')
  return `${pathname}?${searchParams}`
}
