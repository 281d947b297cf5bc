import { type Failure, fail, ok, parseJson, type Result } from '../../../core/index.ts'
import type { ConnectionSettings } from '../../provider-adapter.ts'

/** What an address answered, in bytes; failure `source_unreachable` for anything but success within the bounds of whoever asks. */
export type Ask = (
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Result<Uint8Array, Failure<'source_unreachable'>>>

/** An answer of the REST API, as it came and as it reads. */
export interface ApiPage {
  readonly path: string
  readonly body: Uint8Array
  readonly value: unknown
}

export type ReadApi = (path: string) => Promise<Result<ApiPage, Failure<'source_unreachable'>>>

/** Where the settings name address, account and token: how to read the account over the REST API. Null where they do not. */
export function chatwootApi(
  { base_url, account_id, api_token }: ConnectionSettings,
  ask: Ask,
  signal: AbortSignal,
): ReadApi | null {
  if (!base_url || !account_id || !api_token) return null
  const root = `/api/v1/accounts/${account_id}`
  return async (path) => {
    const answer = await ask(`${base_url}${root}${path}`, { api_access_token: api_token }, signal)
    if (!answer.ok) return answer
    const parsed = parseJson(new TextDecoder().decode(answer.value))
    if (!parsed) return fail('source_unreachable', 'Chatwoot answered with what is no JSON.')
    return ok({ path: `${root}${path}`, body: answer.value, value: parsed.value })
  }
}
