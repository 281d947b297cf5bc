import type { Failure, Result } from '../core/index.ts'
import type { MessageEvent } from '../facts/index.ts'

/** A request to `/hooks/<provider>/<connection id>`, as it was received. */
export interface HookRequest {
  readonly method: string
  /** The public URL, query included, as it is configured at the provider: signatures may cover it. */
  readonly url: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** What the provider is answered. */
export interface HookAnswer {
  readonly status: 200 | 204
  readonly contentType: string | null
  readonly body: string
}

/** Decrypted settings of a connection, by the names of API.md. */
export type ConnectionSettings = Readonly<Record<string, string>>

/** What an adapter knows of the request besides its bytes. */
export interface HookContext {
  readonly companyId: string
  readonly connectionId: string
  readonly settings: ConnectionSettings
  readonly requestId: string
  readonly receivedAtMs: number
}

/**
 * One provider's way of reporting. Every function is pure. Unknown fields and values never fail: what an adapter
 * does not know it leaves out, since the raw request is kept and can be read again by a later version.
 */
export interface ProviderAdapter {
  readonly provider: string
  /** Headers that are kept with the raw request besides the content type. */
  readonly keptHeaders: readonly string[]
  readonly answer: HookAnswer
  /** Checks the signature on the raw bytes, in time that tells nothing about the secret. */
  verify(request: HookRequest, settings: ConnectionSettings): boolean
  /** Answers the provider's check of the address (a GET), where it makes one. */
  handshake?(
    request: HookRequest,
    settings: ConnectionSettings,
  ): Result<HookAnswer, Failure<'invalid_verify_token'>>
  /** Events may be mapped one by one as they are taken: a batch can be long. */
  toEvents(
    request: HookRequest,
    context: HookContext,
  ): Result<Iterable<MessageEvent>, Failure<'invalid_body' | 'wrong_account'>>
}
