import { Button, Popover, Switch } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { ChatChips } from '../../../ui/chat-selection/chat-chips.tsx'
import { ChatFiltersRow } from '../../../ui/chat-selection/chat-filters-row.tsx'
import { ChoiceMenu } from '../../../ui/controls/choice-menu.tsx'
import { PeriodControl, useT, ZoneMark } from '../../../ui/index.ts'
import bar from '../../../ui/statistics/bar.module.css'
import { GranularityControl } from '../../../ui/statistics/granularity-control.tsx'
import { LiveMark } from '../../../ui/statistics/live-mark.tsx'
import type { LiveState } from '../../../ui/statistics/use-live.ts'
import { useChatsView } from '../chats-view.tsx'
import styles from './chats-bar.module.css'
import { ExportMenu } from './export-menu.tsx'

interface ChatsBarProps {
  readonly asOf: string | undefined
  readonly live: LiveState
}

/** What the whole page is set to; stays in sight. On a phone all but the period is behind one button. */
export function ChatsBar({ asOf, live }: ChatsBarProps): ReactNode {
  const { search, selected, change } = useChatsView()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const filters = <ChatFiltersRow search={search} selected={selected} change={change} />
  if (isNarrow)
    return (
      <div className={bar['bar']}>
        <div className={bar['row']}>
          <PeriodControl />
          <Settings>
            {filters}
            <Terms />
          </Settings>
          <ExportMenu />
        </div>
        <span className={styles['phoneZone']}>
          <ZoneMark />
        </span>
        <ChatChips search={search} change={change} />
      </div>
    )
  return (
    <div className={bar['bar']}>
      <div className={bar['row']}>
        <PeriodControl />
        <ZoneMark />
        {filters}
      </div>
      <div className={bar['row']}>
        <Terms />
        <span className={bar['end']}>
          <LiveMark asOf={asOf} state={live} />
          <ExportMenu />
        </span>
      </div>
      <ChatChips search={search} change={change} />
    </div>
  )
}

/** How chats are counted, and how finely. */
function Terms(): ReactNode {
  const t = useT()
  const { search, compare, change } = useChatsView()
  return (
    <>
      <GranularityControl chosen={search.granularity} onChange={(granularity) => change({ granularity })} />
      <ChoiceMenu
        label={t('chat_graphs.clock')}
        value={search.clock ?? 'arrival'}
        choices={(['arrival', 'event'] as const).map((value) => ({
          value,
          short: t(`chat_graphs.clock_${value}_short`),
          label: t(`chat_graphs.clock_${value}`),
          help: t(`chat_graphs.clock_${value}_help`),
        }))}
        onChange={(value) => change({ clock: value === 'event' ? value : undefined })}
      />
      <Switch
        size="sm"
        label={t('chat_graphs.business_time')}
        title={t('chat_graphs.business_time_help')}
        checked={search.business_time !== undefined}
        onChange={(event) => change({ business_time: event.currentTarget.checked ? 'yes' : undefined })}
      />
      <Switch
        size="sm"
        label={t('analytics.compare')}
        title={t('analytics.compare_help')}
        checked={compare}
        onChange={(event) => change({ compare: event.currentTarget.checked ? undefined : 'none' })}
      />
    </>
  )
}

function Settings({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          px={9}
          aria-label={t('chat_graphs.settings')}
          onClick={() => setOpened(!opened)}
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles['settings']}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  )
}
