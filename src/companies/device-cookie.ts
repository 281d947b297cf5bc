import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/*
 * A browser from which somebody has signed in is known by a cookie (OWASP, "Slow Down Online Guessing Attacks with Device
 * Cookies"): attempts from it are counted by themselves. Whatever strangers try, its owner gets in.
 */

const cookieName = 'tallybook.device'
const maxAgeSeconds = 180 * 24 * 3600

interface DeviceOptions {
  /** Derived for devices. */
  readonly key: Buffer
  readonly isSecure: boolean
}

/** For `Set-Cookie`. The account stands in the signature only: the cookie tells nobody whose it is. */
export function deviceCookie(account: string, { key, isSecure }: DeviceOptions): string {
  const nonce = randomBytes(16).toString('base64url')
  const value = `${nonce}.${signatureOf(key, account, nonce)}`
  const name = `${isSecure ? '__Secure-' : ''}${cookieName}`
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

/** The device that a `Cookie` header names for this account; null where it names none. */
export function deviceOf(
  cookie: string | undefined,
  account: string,
  { key, isSecure }: DeviceOptions,
): string | null {
  const name = `${isSecure ? '__Secure-' : ''}${cookieName}=`
  const value = cookie
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(name))
    ?.slice(name.length)
  const [nonce = '', signature = ''] = value?.split('.', 2) ?? []
  if (nonce.length !== 22) return null
  const expected = Buffer.from(signatureOf(key, account, nonce))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null
}

function signatureOf(key: Buffer, account: string, nonce: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([account.trim().toLowerCase(), nonce]))
    .digest('base64url')
}
