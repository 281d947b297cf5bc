import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { ChatChips } from '../../../ui/chat-selection/chat-chips.tsx'
import { ChatFiltersRow } from '../../../ui/chat-selection/chat-filters-row.tsx'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { ValuesMenu } from '../../../ui/controls/values-menu.tsx'
import { useT } from '../../../ui/index.ts'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { Segments } from './segments.tsx'

/** Which chats, and how they are counted. */
export function ChatFields(): ReactNode {
  const t = useT()
  const { search, selected, change } = useFormView()
  const { from, to, time_zone } = selected
  return (
    <>
      <div className={classes['filters']}>
        <ChatFiltersRow search={search} selected={{ from, to, time_zone }} change={change} />
        <OperatorsMenu />
      </div>
      <ChatChips search={{ ...search, operator: undefined }} change={change} />
      <Segments
        label={t('chat_graphs.clock')}
        value={search.clock ?? 'arrival'}
        data={(['arrival', 'event'] as const).map((value) => ({
          value,
          label: t(`chat_graphs.clock_${value}_short`),
        }))}
        onChange={(next) => change({ clock: next === 'event' ? next : undefined })}
      />
      <Switch
        label={t('chat_graphs.business_time')}
        description={t('chat_graphs.business_time_help')}
        checked={search.business_time !== undefined}
        onChange={(event) => change({ business_time: event.currentTarget.checked ? 'yes' : undefined })}
      />
    </>
  )
}

/** Operators as the sources and the settings of chats name them. */
export function OperatorsMenu(): ReactNode {
  const t = useT()
  const { names, nameOf } = useChatNames()
  const { search, change } = useFormView()
  const operators = names?.operators ?? []
  if (operators.length === 0 && search.operator === undefined) return null
  return (
    <ValuesMenu
      label={t('report_form.operators')}
      all={t('report_form.all_operators')}
      values={operators.map(({ id }) => ({ value: id, name: nameOf('operator', id) }))}
      chosen={search.operator ?? []}
      onChange={(operator) => change({ operator })}
    />
  )
}
