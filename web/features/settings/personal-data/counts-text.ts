import type { PersonCountsView } from '../../../../src/contract/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'

/** How much there is of a person: `2 messages, 1 chat, no calls` without what there is none of. */
export function countsText(t: Translate, { messages, chats, calls }: PersonCountsView): string {
  const parts = [
    messages > 0 && t('personal_data.messages', { n: messages }),
    chats > 0 && t('personal_data.chats', { n: chats }),
    calls > 0 && t('personal_data.calls', { n: calls }),
  ]
  return parts.filter((part) => part !== false).join(', ') || t('personal_data.nothing')
}
