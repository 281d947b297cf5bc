import type { ChatEvent } from '../chats/index.ts'
import type { Provider } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { MessageEvent } from '../facts/index.ts'
import type { HookPorts } from './hook-ports.ts'

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

/** What a check may know and ask besides the request and the settings. */
export interface CheckContext {
  readonly connectionId: string
  readonly nowMs: number
  readonly ports: HookPorts
}

/**
 * One provider's way of reporting. Every function is pure but for the ports that a check is given. Unknown fields and values
 * never fail: what an adapter does not know it leaves out, since the raw request is kept and can be read again by a
 * later version.
 */
export interface ProviderAdapter {
  readonly provider: Provider
  /** Headers that are kept with the raw request besides the content type. */
  readonly keptHeaders: readonly string[]
  /** Parameters of the address that are credentials: their values are left out of the archive. */
  readonly secretParameters?: readonly string[]
  /** Whether reports come by GET as well, all in the address. */
  readonly takesGet?: true
  readonly answer: HookAnswer
  /** Checks the signature on the raw bytes, in time that tells nothing about the secret. Bounded in time by the ports. */
  verify(
    request: HookRequest,
    settings: ConnectionSettings,
    context: CheckContext,
  ): boolean | Promise<boolean>
  /** Answers the provider's check of the address (a GET), where it makes one. */
  handshake?(
    request: HookRequest,
    settings: ConnectionSettings,
  ): Result<HookAnswer, Failure<'invalid_verify_token'>>
  /** Confirms a subscription that a verified request asks for; null where it asks for none. Such a request is not archived. */
  confirm?(
    request: HookRequest,
    context: CheckContext,
    settings: ConnectionSettings,
  ): Promise<Result<HookAnswer, Failure<'confirmation_failed'>>> | null
  /** Events may be mapped one by one as they are taken: a batch can be long. */
  toEvents(
    request: HookRequest,
    context: HookContext,
  ): Result<Iterable<MessageEvent | ChatEvent>, Failure<'invalid_body' | 'wrong_account'>>
}
