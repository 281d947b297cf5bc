import { maxLength } from '../../field-limits.ts'
import { fieldOf } from '../../json-fields.ts'
import { type ProviderReport, tidyText } from '../../provider-event.ts'
import { readEpochSeconds } from '../../provider-time.ts'
import { readMetaAddress } from './meta-address.ts'

/** A status or a message that came in, with the number of the business and its place in the request. */
export interface MetaItem {
  readonly item: unknown
  readonly business: unknown
  readonly index: number
  readonly isInbound: boolean
}

/** Kinds of inbound messages that stand for a tap: on a template's quick reply, and on buttons, lists and forms. */
const taps: ReadonlySet<string> = new Set(['button', 'interactive'])

/**
 * A message that came in is none that was sent. Where it quotes one (`context.id`), that one was replied to, or clicked. Null where it
 * quotes none, or one of the customer's own. In a group the quoted message is the one to this member.
 */
export function readMetaReply({ item: message, business, index }: MetaItem): ProviderReport | null {
  const quoted = tidyText(fieldOf(message, 'context', 'id'), maxLength.id)
  const ownId = tidyText(fieldOf(message, 'id'), maxLength.id)
  const from = tidyText(fieldOf(message, 'from') ?? fieldOf(message, 'from_user_id'), maxLength.address)
  const quotedFrom = tidyText(fieldOf(message, 'context', 'from'), maxLength.address)
  if (quoted === '' || ownId === '' || (quotedFrom !== '' && quotedFrom === from)) return null
  const step = taps.has(tidyText(fieldOf(message, 'type'))) ? 'clicked' : 'replied'
  return {
    messageId: quoted,
    participant: fieldOf(message, 'group_id') === undefined ? '' : from,
    identity: [step, ownId],
    step,
    channel: 'whatsapp',
    providerTimeMs: readEpochSeconds(tidyText(fieldOf(message, 'timestamp'))),
    requestIndex: index,
    sender: readMetaAddress(business).recipient,
    ...readMetaAddress(from),
  }
}
