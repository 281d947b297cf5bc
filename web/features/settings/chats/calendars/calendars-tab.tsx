import { Button } from '@mantine/core'
import { IconCalendarTime, IconPlus } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChatCalendar, ChatGroup } from '../../../../../src/contract/index.ts'
import { EmptyState, useT } from '../../../../ui/index.ts'
import classes from '../chats.module.css'
import { TabHead } from '../tab-head.tsx'
import type { TabProps } from '../tab-props.ts'
import { CalendarRow } from './calendar-row.tsx'
import type { CalendarEdit } from './use-calendar-form.ts'

// Loaded when opened.
const CalendarDrawer = lazy(async () => ({ default: (await import('./calendar-drawer.tsx')).CalendarDrawer }))

/** Business hours over time; those of the archive behind a button. */
export function CalendarsTab({ settings, mayManage }: TabProps): ReactNode {
  const t = useT()
  const [edit, setEdit] = useState<CalendarEdit | null>(null)
  const [showsArchived, setShowsArchived] = useState(false)
  const { calendars, groups } = settings
  const inUse = calendars.filter(({ is_archived }) => !is_archived)
  const archived = calendars.filter(({ is_archived }) => is_archived)
  const add = (): void => setEdit({ kind: 'calendar' })
  const row = (calendar: ChatCalendar): ReactNode => (
    <CalendarRow
      key={calendar.id}
      calendar={calendar}
      groups={groupsWith(groups, calendar)}
      mayManage={mayManage}
      onEdit={setEdit}
    />
  )
  return (
    <>
      {inUse.length === 0 ? (
        <EmptyState
          icon={<IconCalendarTime size={28} stroke={1.5} />}
          title={t('chat_settings.no_calendars_title')}
          text={t('chat_settings.no_calendars_text')}
          action={
            mayManage && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                {t('chat_settings.add_calendar')}
              </Button>
            )
          }
        />
      ) : (
        <TabHead
          text={t('chat_settings.calendars_text')}
          action={t('chat_settings.add_calendar')}
          onAct={mayManage ? add : undefined}
        />
      )}
      {inUse.map(row)}
      {showsArchived && archived.map(row)}
      {!showsArchived && archived.length > 0 && (
        <div className={classes['foot']}>
          <Button variant="default" size="xs" onClick={() => setShowsArchived(true)}>
            {t('chat_settings.show_archived', { n: archived.length })}
          </Button>
        </div>
      )}
      <Suspense>
        {edit !== null && (
          <CalendarDrawer
            edit={edit}
            isUsed={edit.kind !== 'calendar' && groupsWith(groups, edit.calendar).length > 0}
            onClose={() => setEdit(null)}
          />
        )}
      </Suspense>
    </>
  )
}

function groupsWith(groups: readonly ChatGroup[], { id }: ChatCalendar): readonly ChatGroup[] {
  return groups.filter(({ targets }) => targets.some(({ calendar_id }) => calendar_id === id))
}
