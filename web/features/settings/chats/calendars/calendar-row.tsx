import { Badge } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconCalendarPlus, IconPencil, IconTrash } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChatCalendar, ChatGroup } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { useT } from '../../../../ui/index.ts'
import { ConfirmRemoval } from '../confirm-removal.tsx'
import { type EntryAct, EntryMenu, EntryRow } from '../entry-row.tsx'
import { useChange } from '../use-change.ts'
import { useSinceText } from '../use-since-text.ts'
import { indexInForce } from '../version-in-force.ts'
import classes from './calendars.module.css'
import type { CalendarEdit } from './use-calendar-form.ts'
import { VersionSummary } from './version-summary.tsx'

// Loaded when opened.
const NameDialog = lazy(async () => ({ default: (await import('../name-dialog.tsx')).NameDialog }))

interface CalendarRowProps {
  readonly calendar: ChatCalendar
  /** Those that are measured by it at some time. */
  readonly groups: readonly ChatGroup[]
  readonly mayManage: boolean
  readonly onEdit: (edit: CalendarEdit) => void
}

type Version = ChatCalendar['versions'][number]

/** A calendar with its hours over time, the latest first. */
export function CalendarRow({ calendar, groups, mayManage, onEdit }: CalendarRowProps): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  const [isRenaming, setRenaming] = useState(false)
  const [removed, setRemoved] = useState<Version | null>(null)
  const sinceText = useSinceText()
  const { id, name, versions, is_archived } = calendar
  const inForce = indexInForce(versions, nowMs)
  const archive = useChange(
    () => chatSettingsApi.changeCalendar(id, { is_archived: !is_archived }),
    undefined,
    t(is_archived ? 'chat_settings.unarchived_note' : 'chat_settings.archived_note'),
  )
  const ArchiveIcon = is_archived ? IconArchiveOff : IconArchive
  const acts: EntryAct[] = [
    {
      label: t('chat_settings.new_version'),
      icon: <IconCalendarPlus size={16} aria-hidden />,
      run: () => onEdit({ kind: 'version', calendar }),
    },
    {
      label: t('chat_settings.rename'),
      icon: <IconPencil size={16} aria-hidden />,
      run: () => setRenaming(true),
    },
    {
      label: t(is_archived ? 'chat_settings.unarchive' : 'chat_settings.archive'),
      icon: <ArchiveIcon size={16} aria-hidden />,
      run: archive.run,
    },
  ]
  return (
    <EntryRow
      name={name}
      marks={
        is_archived && (
          <Badge variant="light" color="gray">
            {t('chat_settings.archived')}
          </Badge>
        )
      }
      facts={
        groups.length === 0 ? t('chat_settings.unused') : t('chat_settings.used_by', { n: groups.length })
      }
      acts={mayManage ? acts : []}
    >
      <ol className={classes['versions']}>
        {versions.toReversed().map((version) => {
          const index = versions.indexOf(version)
          const since = sinceText(version.from, version.time_zone)
          return (
            <li key={version.from} className={classes['version']}>
              <VersionSummary version={version} isInForce={index === inForce} isComing={index > inForce} />
              {mayManage && (
                <EntryMenu
                  name={`${name}, ${since}`}
                  acts={[
                    {
                      label: t('chat_settings.edit_version'),
                      icon: <IconPencil size={16} aria-hidden />,
                      run: () => onEdit({ kind: 'hours', calendar, from: version.from }),
                    },
                    ...(versions.length > 1
                      ? [
                          {
                            label: t('chat_settings.remove_version'),
                            icon: <IconTrash size={16} aria-hidden />,
                            run: () => setRemoved(version),
                            isDestructive: true,
                          },
                        ]
                      : []),
                  ]}
                />
              )}
            </li>
          )
        })}
      </ol>
      <Suspense>
        {isRenaming && (
          <NameDialog
            title={t('chat_settings.rename_calendar')}
            name={name}
            save={(next) => chatSettingsApi.changeCalendar(id, { name: next })}
            onClose={() => setRenaming(false)}
          />
        )}
      </Suspense>
      {removed !== null && (
        <ConfirmRemoval
          title={t('chat_settings.remove_version_title', {
            name,
            from: sinceText(removed.from, removed.time_zone),
          })}
          text={t('chat_settings.remove_version_text')}
          action={t('chat_settings.remove_version')}
          remove={() => chatSettingsApi.deleteVersion(id, removed.from)}
          onClose={() => setRemoved(null)}
        />
      )}
    </EntryRow>
  )
}
