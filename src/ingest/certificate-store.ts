import { X509Certificate } from 'node:crypto'
import { LRUCache } from 'lru-cache'

export type CertificateStore = (url: string, nowMs: number) => Promise<X509Certificate | null>

/** A provider has a handful at a time. */
const maxCertificates = 100
/** Signatures of strangers name addresses too: that many new ones are asked for in a minute, the others are refused. */
const maxAsksPerMinute = 30
const minuteMs = 60_000
/** How long an address that gave none is not asked again. */
const refusedForMs = 30_000

interface Entry {
  readonly certificate: Promise<X509Certificate | null>
  readonly askedAtMs: number
}

/** Certificates by address: each is asked for once, by however many requests at once, and kept while it is valid. */
export function createCertificateStore(ask: (url: string) => Promise<string | null>): CertificateStore {
  const kept = new LRUCache<string, Entry>({ max: maxCertificates })
  let minuteStartMs = 0
  let asks = 0
  const mayAsk = (nowMs: number): boolean => {
    if (nowMs - minuteStartMs >= minuteMs || nowMs < minuteStartMs) {
      minuteStartMs = nowMs
      asks = 0
    }
    asks += 1
    return asks <= maxAsksPerMinute
  }
  return async (url, nowMs) => {
    const known = kept.get(url)
    const certificate = known ? await known.certificate : null
    if (certificate && isValid(certificate, nowMs)) return certificate
    if (known && !certificate && nowMs - known.askedAtMs < refusedForMs) return null
    if (!mayAsk(nowMs)) return null
    const asked = ask(url).then(parseCertificate)
    kept.set(url, { certificate: asked, askedAtMs: nowMs })
    const found = await asked
    return found && isValid(found, nowMs) ? found : null
  }
}

function parseCertificate(text: string | null): X509Certificate | null {
  if (text === null) return null
  try {
    return new X509Certificate(text)
  } catch {
    return null
  }
}

function isValid(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo)
}
