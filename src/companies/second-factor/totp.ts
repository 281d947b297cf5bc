import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** As every authenticator takes it: SHA-1, six digits, 30 seconds (RFC 6238; the key URI format). */
const stepMs = 30_000
const digits = 6
/** As long as the hash (RFC 4226, section 4). */
const secretBytes = 20
/** Clocks of phones go wrong, and codes are typed in slowly: one step to either side. */
const toleratedSteps = [0, -1, 1] as const

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret in base 32, as it is typed into an authenticator. */
export function makeTotpSecret(): string {
  return toBase32(randomBytes(secretBytes))
}

/** What authenticators read from a picture of squares. */
export function totpUri(secret: string, { account, issuer }: { account: string; issuer: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/** The code of a step (RFC 4226, section 5.3). */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export function totpStep(nowMs: number): number {
  return Math.floor(nowMs / stepMs)
}

/**
 * The step of a code that is right now, or null. Codes up to `lastStep` are spent: whoever read one over a shoulder cannot use it
 * again (RFC 6238, section 5.2).
 */
export function matchTotp(secret: string, code: string, nowMs: number, lastStep: number): number | null {
  const plain = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(plain)) return null
  const given = Buffer.from(plain)
  const matching = toleratedSteps
    .map((shift) => totpStep(nowMs) + shift)
    .filter((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), given))
  return matching.find((step) => step > lastStep) ?? null
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => base32Letters[Number.parseInt(five, 2)] ?? '').join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => base32Letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
