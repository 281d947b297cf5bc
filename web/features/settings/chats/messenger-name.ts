import { wellKnownMessengers } from '../../../../src/contract/chat-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'

/** A messenger's own name; its word where it is not well known. */
export function messengerName(t: Translate, messenger: string): string {
  const known = wellKnownMessengers.find((word) => word === messenger)
  return known ? t(`chat_settings.messenger_${known}`) : messenger
}
