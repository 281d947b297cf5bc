import { isUuid } from '../core/index.ts'

/** Names a rate among all versions: what a charge in the facts remembers it by. */
export interface RateName {
  readonly versionId: string
  readonly channel: string
  /** Empty: every kind. */
  readonly kind: string
  readonly destination: string
}

/** `<version id>|<channel>|<kind or nothing>|<destination>`: none of the four holds a bar. */
export function rateKeyOf({ versionId, channel, kind, destination }: RateName): string {
  return `${versionId}|${channel}|${kind}|${destination}`
}

/** Null when the text is no rate key. */
export function parseRateKey(text: string): RateName | null {
  const [versionId, channel, kind, destination, ...rest] = text.split('|')
  if (versionId === undefined || !isUuid(versionId) || rest.length > 0) return null
  if (!channel || kind === undefined || !destination) return null
  return { versionId, channel, kind, destination }
}
