import { createHash, createHmac } from 'node:crypto'
import { hasMoreParameters, isJson, readForm } from '../../form-fields.ts'
import type { HookRequest } from '../../provider-adapter.ts'
import { equalsSecret } from '../../secret-text.ts'

/** Twilio sends about thirty. Strangers may send anything until the signature is known. */
const maxParameters = 1_000

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 over the URL and the sorted form parameters. A JSON body is signed through
 * its SHA-256 in the URL. Twilio signs the URL now with, now without the port, so both count.
 * Source: Twilio, "Webhooks security".
 */
export function isSignedByTwilio(request: HookRequest, authToken: string): boolean {
  const signature = request.headers['x-twilio-signature'] ?? ''
  if (authToken === '' || signature === '') return false
  if (isJson(request) ? !hasSignedBody(request) : hasMoreParameters(request.body, maxParameters)) return false
  const parameters = isJson(request) ? '' : signedParameters(readForm(request))
  let matches = false
  for (const url of signedUrls(request.url)) {
    const expected = createHmac('sha1', authToken).update(`${url}${parameters}`).digest('base64')
    if (equalsSecret(signature, expected)) matches = true
  }
  return matches
}

function hasSignedBody(request: HookRequest): boolean {
  if (!URL.canParse(request.url)) return false
  const given = new URL(request.url).searchParams.get('bodySHA256') ?? ''
  return equalsSecret(given.toLowerCase(), createHash('sha256').update(request.body).digest('hex'))
}

/** Each name with each of its different values, in order of name and value. */
function signedParameters(form: URLSearchParams): string {
  const valuesByName = new Map<string, Set<string>>()
  for (const [name, value] of form)
    valuesByName.set(name, (valuesByName.get(name) ?? new Set<string>()).add(value))
  let signed = ''
  for (const name of [...valuesByName.keys()].sort())
    for (const value of [...(valuesByName.get(name) ?? [])].sort()) signed += name + value
  return signed
}

function signedUrls(url: string): ReadonlySet<string> {
  const urls = new Set([url])
  const match = /^(https?):\/\/([^/?#]*?)(?::(\d+))?([/?#].*)?$/i.exec(url)
  if (!match) return urls
  const [, scheme = '', host = '', port = scheme.toLowerCase() === 'https' ? '443' : '80', rest = ''] = match
  return urls.add(`${scheme}://${host}${rest}`).add(`${scheme}://${host}:${port}${rest}`)
}
