import type { ReactNode } from 'react'
import { dimensionAt } from '../../api/metric-rows.ts'
import { useMetrics } from '../../api/metrics-query.ts'
import { ChoiceMenu } from '../controls/choice-menu.tsx'
import { ValuesMenu } from '../controls/values-menu.tsx'
import { useT } from '../i18n/i18n-provider.tsx'
import { notKnownValue } from '../selection/selection-search.ts'
import type { ChatSelected } from './chat-selected.ts'
import type { ChatSelectionSearch } from './chat-selection-search.ts'
import { messengersQuestion } from './messengers-question.ts'
import { useChatNames } from './use-chat-names.ts'

interface ChatFiltersRowProps {
  readonly search: ChatSelectionSearch
  readonly selected: ChatSelected
  readonly change: (changes: Partial<ChatSelectionSearch>) => void
}

/** Messenger, configured chat, operator group and "there are customer messages". */
export function ChatFiltersRow({ search, selected, change }: ChatFiltersRowProps): ReactNode {
  const t = useT()
  const { names, nameOf } = useChatNames()
  const messengers = useMessengers(selected)
  const { chats = [], groups = [] } = names ?? {}
  const none = { value: notKnownValue, name: nameOf('group', null) }
  return (
    <>
      <ValuesMenu
        label={t('words.dimension_messenger')}
        all={t('chat_graphs.all_messengers')}
        values={messengers.map((value) => ({ value, name: nameOf('messenger', value) }))}
        chosen={search.messenger ?? []}
        onChange={(messenger) => change({ messenger })}
      />
      <ValuesMenu
        label={t('words.dimension_chat')}
        all={t('chat_graphs.all_chats')}
        values={chats
          .filter(({ messenger }) => !search.messenger || search.messenger.includes(messenger ?? ''))
          .map(({ id }) => ({ value: id, name: nameOf('chat', id) }))}
        chosen={search.chat ?? []}
        onChange={(chat) => change({ chat })}
      />
      {(groups.length > 0 || search.group) && (
        <ValuesMenu
          label={t('words.dimension_group')}
          all={t('chat_graphs.all_groups')}
          values={[...groups.map(({ id }) => ({ value: id, name: nameOf('group', id) })), none]}
          chosen={search.group ?? []}
          onChange={(group) => change({ group })}
        />
      )}
      <ChoiceMenu
        label={t('chat_graphs.customer_messages')}
        value={search.customer_messages ?? 'all'}
        choices={(['all', 'yes', 'no'] as const).map((value) => ({
          value,
          short: t(`chat_graphs.customer_messages_${value}_short`),
          label: t(`chat_graphs.customer_messages_${value}`),
        }))}
        onChange={(value) => change({ customer_messages: value === 'all' ? undefined : value })}
      />
    </>
  )
}

function useMessengers(selected: ChatSelected): readonly string[] {
  const { data } = useMetrics(messengersQuestion(selected))
  return (data?.rows ?? []).map((row) => dimensionAt(row, 'messenger') ?? notKnownValue)
}
