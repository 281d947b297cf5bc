import { createHash, createHmac } from 'node:crypto'
import { parseJson } from '../../../core/index.ts'
import { hasMoreParameters } from '../../form-fields.ts'
import { fieldOf } from '../../json-fields.ts'
import type { ConnectionSettings, HookRequest } from '../../provider-adapter.ts'
import { equalsSecret } from '../../secret-text.ts'
import { readVonageFields, type VonageField } from './vonage-fields.ts'

/** A receipt has about fifteen. */
const maxParameters = 100
const hmacAlgorithms: ReadonlyMap<string, string> = new Map([
  ['md5', 'md5'],
  ['sha1', 'sha1'],
  ['sha256', 'sha256'],
  ['sha512', 'sha512'],
])
const maxTokenLength = 8_000

/** Callbacks of the Messages API bring a bearer token, receipts of the SMS API a parameter `sig`. */
export function isSignedByVonage(request: HookRequest, settings: ConnectionSettings): boolean {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? []
  const secret = settings.signature_secret ?? ''
  return token === undefined
    ? hasSignedFields(request, secret, settings.signature_method ?? 'md5hash')
    : isSignedToken(token, settings.jwt_secret ?? secret, request.body)
}

/**
 * `&name=value` of all fields but `sig` in order of their names, `&` and `=` in values written as `_`: MD5 with the secret behind it, or
 * HMAC. Source: Vonage, "Signing messages".
 */
function hasSignedFields(request: HookRequest, secret: string, method: string): boolean {
  if (secret === '' || hasMoreParameters(request.body, maxParameters)) return false
  const fields = readVonageFields(request)
  if (!fields || fields.length > maxParameters) return false
  const signature = fields.find(({ name }) => name === 'sig')?.value ?? ''
  return equalsSecret(signature.toLowerCase(), signatureOf(fields, secret, method))
}

function signatureOf(fields: readonly VonageField[], secret: string, method: string): string {
  const signed = fields
    .filter(({ name }) => name !== 'sig')
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ name, value }) => `&${name}=${value.replaceAll(/[&=]/g, '_')}`)
    .join('')
  const algorithm = hmacAlgorithms.get(method)
  return algorithm === undefined
    ? createHash('md5').update(signed).update(secret).digest('hex')
    : createHmac(algorithm, secret).update(signed).digest('hex')
}

/**
 * A JWT by HS256 whose `payload_hash` is the SHA-256 of the raw body. It may be old: all of the body is covered, and a repeat
 * changes nothing. Source: Vonage, "Signed webhooks".
 */
function isSignedToken(token: string, secret: string, body: Uint8Array): boolean {
  const [head = '', claims = '', signature = '', ...rest] = token.split('.')
  if (secret === '' || rest.length > 0 || token.length > maxTokenLength) return false
  const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  if (!equalsSecret(signature, expected)) return false
  const hash = fieldOf(readPart(claims), 'payload_hash')
  const isOfBody = typeof hash === 'string' && equalsSecret(hash.toLowerCase(), sha256(body))
  return isOfBody && fieldOf(readPart(head), 'alg') === 'HS256'
}

function readPart(part: string): unknown {
  return parseJson(Buffer.from(part, 'base64url').toString('utf8'))?.value
}

function sha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
