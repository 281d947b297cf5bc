import { askOutside, type Fetch } from './ask-outside.ts'
import { BodiesByToken } from './bodies-by-token.ts'
import { type CertificateStore, createCertificateStore } from './certificate-store.ts'

/** All that the checks of webhooks need besides the request: what is remembered, and what is asked of the provider. */
export interface HookPorts {
  /** The certificate at an address, kept once it was had; null where it cannot be had. Whoever asks checks the address. */
  readonly certificates: CertificateStore
  /** Visits an address that confirms something; false where it does not answer with success. */
  readonly visit: (url: string) => Promise<boolean>
  /** Tokens that were used. */
  readonly tokens: BodiesByToken
}

/** Without a way out (`fetch`) nothing outside is asked, and what depends on it is refused. */
export function createHookPorts(fetch: Fetch | undefined): HookPorts {
  return {
    certificates: createCertificateStore((url) => askOutside(fetch, url)),
    visit: async (url) => (await askOutside(fetch, url)) !== null,
    tokens: new BodiesByToken(),
  }
}
