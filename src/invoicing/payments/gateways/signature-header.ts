import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds by which a signature's time may differ from ours. */
const toleranceS = 300
/** Longer than any true header: signatures of a few secrets. */
const maxHeaderLength = 2_000

/** `t=<seconds>,v1=<hex>[,v1=…]`: HMAC-SHA256 of `<seconds>.<body>`, one signature for each secret. Source: Stripe, "Verify webhook signatures". */
export function signatureHeader(
  rawBody: Uint8Array,
  timestampMs: number,
  secrets: readonly string[],
): string {
  const seconds = String(Math.floor(timestampMs / 1_000))
  return [
    `t=${seconds}`,
    ...secrets.map((secret) => `v1=${mac(rawBody, seconds, secret).toString('hex')}`),
  ].join(',')
}

/**
 * Whether one of the header's signatures is of one of the secrets (two while they are changed) and not older or newer than
 * 300 s. Takes the same time wherever a signature differs. Without secrets nothing is signed.
 */
export function isSigned(
  rawBody: Uint8Array,
  header: string,
  secrets: readonly string[],
  nowMs: number,
): boolean {
  if (header.length > maxHeaderLength) return false
  const fields = header.split(',').map((field) => field.trim())
  const times = fields.filter((field) => field.startsWith('t=')).map((field) => field.slice(2))
  const [seconds = ''] = times
  if (times.length !== 1 || !/^\d{1,12}$/.test(seconds)) return false
  if (Math.abs(nowMs / 1_000 - Number(seconds)) > toleranceS) return false
  const given = fields
    .filter((field) => /^v1=[0-9a-f]{64}$/i.test(field))
    .map((field) => Buffer.from(field.slice(3), 'hex'))
  let matches = false
  for (const secret of secrets) {
    if (secret === '') continue
    const expected = mac(rawBody, seconds, secret)
    for (const signature of given) if (timingSafeEqual(signature, expected)) matches = true
  }
  return matches
}

function mac(rawBody: Uint8Array, seconds: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest()
}
