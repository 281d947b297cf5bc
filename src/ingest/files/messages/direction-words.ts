import { titleKey } from '../title-key.ts'

const inbound: ReadonlySet<string> = new Set(
  ['inbound', 'incoming', 'in', 'mo', 'received', 'входящее', 'входящий', 'входящие', 'входящая'].map(
    titleKey,
  ),
)

/** Whether the word says that the message came in. */
export function isInboundWord(written: string): boolean {
  return written !== '' && inbound.has(titleKey(written))
}
