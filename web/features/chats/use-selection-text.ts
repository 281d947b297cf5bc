import { type ChatSelectionSearch, chatFilterNames } from '../../ui/chat-selection/chat-selection-search.ts'
import { useChatNames } from '../../ui/chat-selection/use-chat-names.ts'
import { useT, type WorkedOutSelection } from '../../ui/index.ts'

interface Selection extends Pick<WorkedOutSelection, 'period' | 'format'> {
  readonly search: ChatSelectionSearch
}

/** Period, zone, filters and how chats are counted in one line, for pictures that stand alone. */
export function useSelectionText({ search, period, format }: Selection): string {
  const t = useT()
  const { nameOf } = useChatNames()
  const filters = chatFilterNames.flatMap((name) => {
    const values = search[name]
    if (!values?.length) return []
    return [`${t(`words.dimension_${name}`)}: ${values.map((value) => nameOf(name, value)).join(', ')}`]
  })
  const when = `${format.dateTime(period.fromMs)} – ${format.dateTime(period.toMs)} (${format.zone(period.fromMs)})`
  const terms = [
    search.customer_messages && t(`chat_graphs.customer_messages_${search.customer_messages}`),
    search.clock && t('chat_graphs.clock_event'),
    search.business_time && t('chat_graphs.business_time'),
  ].filter((term) => term !== undefined)
  return [when, ...filters, ...terms].join('  ·  ')
}
