import { createHmac } from 'node:crypto'
import type { ConnectionSettings, HookRequest } from '../../provider-adapter.ts'
import { equalsSecret } from '../../secret-text.ts'

/** Names under which the signature is met: the documentation at hand gives none. */
export const infobipSignatureHeaders = ['x-hub-signature-256', 'x-hub-signature', 'x-infobip-signature']

const algorithms: ReadonlyMap<string, string> = new Map([
  ['sha1', 'sha1'],
  ['sha256', 'sha256'],
  ['sha512', 'sha512'],
])

/**
 * The security settings of the notification profile: HMAC of the raw body where the connection has a secret for it, else basic
 * authentication with its user name and password. Source: Infobip, "Subscriptions management".
 */
export function isSentByInfobip(request: HookRequest, settings: ConnectionSettings): boolean {
  const { hmac_secret: secret = '', username = '', password = '' } = settings
  if (secret !== '') return isSigned(request, secret)
  if (username === '' || password === '') return false
  const expected = Buffer.from(`${username}:${password}`).toString('base64')
  const [, given = ''] = /^Basic +(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? []
  return equalsSecret(given, expected)
}

/** `sha256=<hex>`, or hex or base64 alone, of SHA-256 unless another algorithm stands before it. */
function isSigned({ headers, body }: HookRequest, secret: string): boolean {
  const written = infobipSignatureHeaders.map((name) => headers[name]).find((value) => value !== undefined)
  const [, name = 'sha256', signature = ''] = /^(?:(sha\d+)=)?(\S+)$/i.exec(written?.trim() ?? '') ?? []
  const algorithm = algorithms.get(name.toLowerCase())
  if (algorithm === undefined || signature === '') return false
  const digest = createHmac(algorithm, secret).update(body).digest()
  const isHex = equalsSecret(signature.toLowerCase(), digest.toString('hex'))
  return equalsSecret(signature, digest.toString('base64')) || isHex
}
