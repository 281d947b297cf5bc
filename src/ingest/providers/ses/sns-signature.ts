import { verify } from 'node:crypto'
import type { CheckContext } from '../../provider-adapter.ts'
import { equalsSecret } from '../../secret-text.ts'
import type { SnsEnvelope } from './sns-envelope.ts'

const hostPattern = /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/
const certificatePattern = /^\/SimpleNotificationService-[A-Za-z0-9]{1,100}\.pem$/
const maxUrlLength = 2_000
const algorithms: ReadonlyMap<string, string> = new Map([
  ['1', 'sha1'],
  ['2', 'sha256'],
])

/** An https address of SNS itself, without credentials, port or fragment; null for any other. */
export function readSnsUrl(text: string): URL | null {
  if (text.length > maxUrlLength || !URL.canParse(text)) return null
  const url = new URL(text)
  const isPlain = url.username === '' && url.password === '' && url.port === '' && url.hash === ''
  return url.protocol === 'https:' && isPlain && hostPattern.test(url.hostname) ? url : null
}

/**
 * Whether SNS signed this for one of the topics: the certificate comes from SNS only, and no topic that is not
 * listed leads to a question outside.
 */
export async function isSignedBySns(
  envelope: SnsEnvelope,
  topicArns: string,
  { ports, nowMs }: CheckContext,
): Promise<boolean> {
  const url = readSnsUrl(envelope.certificateUrl)
  const algorithm = algorithms.get(envelope.signatureVersion)
  const isListed = topicArns
    .split(/[\s,]+/)
    .map((topic) => equalsSecret(envelope.topicArn, topic))
    .includes(true)
  if (!isListed || !url || !algorithm || url.search !== '' || !certificatePattern.test(url.pathname))
    return false
  const certificate = await ports.certificates(url.href, nowMs)
  if (!certificate) return false
  const signature = Buffer.from(envelope.signature, 'base64')
  return verify(algorithm, Buffer.from(envelope.signed), certificate.publicKey, signature)
}
