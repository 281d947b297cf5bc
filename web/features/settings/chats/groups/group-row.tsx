import { Badge } from '@mantine/core'
import { IconPencil, IconTarget, IconTrash, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { ChatCalendar, ChatGroup } from '../../../../../src/contract/index.ts'
import { useSession } from '../../../../api/use-session.ts'
import { useFormat, useT } from '../../../../ui/index.ts'
import classes from '../chats.module.css'
import { type EntryAct, EntryMenu, EntryRow } from '../entry-row.tsx'
import { useSinceText } from '../use-since-text.ts'
import { indexInForce } from '../version-in-force.ts'

export type GroupEdit =
  | { readonly kind: 'add'; readonly id: string; readonly name: string }
  | { readonly kind: 'rename' | 'remove' | 'members'; readonly group: ChatGroup }
  /** `from`: of targets that are there; undefined: new ones. */
  | { readonly kind: 'targets'; readonly group: ChatGroup; readonly from: string | null | undefined }
  | {
      readonly kind: 'removeTargets'
      readonly group: ChatGroup
      readonly from: string | null
      readonly since: string
    }

interface GroupRowProps {
  readonly group: ChatGroup
  readonly calendars: readonly ChatCalendar[]
  readonly mayManage: boolean
  readonly onEdit: (edit: GroupEdit) => void
}

/** A group with its targets over time, the latest first. */
export function GroupRow({ group, calendars, mayManage, onEdit }: GroupRowProps): ReactNode {
  const t = useT()
  const { id, name, targets, members } = group
  const isNone = id === ''
  const people = new Set(members.map(({ operator_id }) => operator_id)).size
  const memberText =
    people === 0 ? t('chat_settings.no_members') : t('chat_settings.member_count', { n: people })
  return (
    <EntryRow
      name={name}
      facts={isNone ? t('chat_settings.without_group_text') : `${id} · ${memberText}`}
      acts={mayManage ? actsOf(t, group, onEdit) : []}
    >
      {targets.length === 0 ? (
        <span className={classes['muted']} style={{ fontSize: 13 }}>
          {t('chat_settings.no_targets')}
        </span>
      ) : (
        <TargetList group={group} calendars={calendars} mayManage={mayManage} onEdit={onEdit} />
      )}
    </EntryRow>
  )
}

function actsOf(
  t: ReturnType<typeof useT>,
  group: ChatGroup,
  onEdit: (edit: GroupEdit) => void,
): readonly EntryAct[] {
  const targets: EntryAct = {
    label: t(group.targets.length === 0 ? 'chat_settings.set_targets' : 'chat_settings.change_targets'),
    icon: <IconTarget size={16} aria-hidden />,
    run: () => onEdit({ kind: 'targets', group, from: undefined }),
  }
  if (group.id === '') return [targets]
  return [
    targets,
    {
      label: t('chat_settings.members'),
      icon: <IconUsers size={16} aria-hidden />,
      run: () => onEdit({ kind: 'members', group }),
    },
    {
      label: t('chat_settings.rename'),
      icon: <IconPencil size={16} aria-hidden />,
      run: () => onEdit({ kind: 'rename', group }),
    },
    {
      label: t('chat_settings.remove'),
      icon: <IconTrash size={16} aria-hidden />,
      run: () => onEdit({ kind: 'remove', group }),
      isDestructive: true,
    },
  ]
}

function TargetList({ group, calendars, mayManage, onEdit }: GroupRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const sinceText = useSinceText()
  const zone = useSession().company.time_zone
  const [nowMs] = useState(() => Date.now())
  const { name, targets } = group
  const inForce = indexInForce(targets, nowMs)
  const calendarName = (id: string | null): string =>
    calendars.find((calendar) => calendar.id === id)?.name ?? t('chat_settings.no_calendar')
  const durationText = (key: 'sl1_short' | 'sl2_short', seconds: number | null): string =>
    t(`chat_settings.${key}`, { duration: format.duration(seconds === null ? null : seconds * 1_000) })
  return (
    <ol className={classes['targets']}>
      {targets.toReversed().map(({ from, calendar_id, first_target_s, later_target_s }) => {
        const index = targets.findIndex((version) => version.from === from)
        const since = sinceText(from, zone)
        return (
          <li key={from} className={classes['target']}>
            <div className={classes['targetFacts']}>
              <strong>{durationText('sl1_short', first_target_s)}</strong>
              <strong>{durationText('sl2_short', later_target_s)}</strong>
              <span>{calendarName(calendar_id)}</span>
              <span className={classes['muted']}>{since}</span>
              {index === inForce && targets.length > 1 && (
                <Badge variant="light" color="teal" size="sm">
                  {t('chat_settings.now')}
                </Badge>
              )}
              {index > inForce && (
                <Badge variant="light" color="blue" size="sm">
                  {t('chat_settings.coming')}
                </Badge>
              )}
            </div>
            {mayManage && (
              <EntryMenu
                name={`${name}, ${since}`}
                acts={[
                  {
                    label: t('chat_settings.edit_targets'),
                    icon: <IconPencil size={16} aria-hidden />,
                    run: () => onEdit({ kind: 'targets', group, from }),
                  },
                  {
                    label: t('chat_settings.remove_targets'),
                    icon: <IconTrash size={16} aria-hidden />,
                    run: () => onEdit({ kind: 'removeTargets', group, from, since }),
                    isDestructive: true,
                  },
                ]}
              />
            )}
          </li>
        )
      })}
    </ol>
  )
}
