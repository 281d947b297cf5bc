import { isIP } from 'node:net'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import { isPublicAddress } from './public-address.ts'

interface UrlRule {
  readonly allowsPrivate: boolean
}

/**
 * An address that webhooks may be sent to, in its normal form. What its name leads to is checked when something is sent: it may
 * lead elsewhere by then.
 */
export function parseWebhookUrl(
  text: string,
  { allowsPrivate }: UrlRule,
): Result<string, Failure<'invalid_webhook_url'>> {
  if (!URL.canParse(text))
    return refuse('The address is none: write it like https://example.com/hooks/tallybook.')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    return refuse('Leave name and password out of the address: webhooks are signed.')
  if (url.hash !== '') return refuse('Leave out what follows the # of the address: it is never sent.')
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:'))
    return refuse('The address has to begin with https://.')
  const host = hostOf(url)
  if (!allowsPrivate && (isIP(host) ? !isPublicAddress(host) : isLocalName(host)))
    return refuse('The address is of a private network: give one that can be reached from the internet.')
  return ok(url.href)
}

/** Without the brackets that an address of IPv6 has in a URL. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

/** Names that never lead anywhere else (RFC 6761, RFC 6762, RFC 8375). */
function isLocalName(host: string): boolean {
  return (
    /^[^.]*\.?$/.test(host) ||
    /\.(?:localhost|local|internal|invalid|test|example|home\.arpa)\.?$/i.test(host)
  )
}

function refuse(detail: string) {
  return fail('invalid_webhook_url', detail)
}
