import { Button } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChatGroup } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { EmptyState, useT } from '../../../../ui/index.ts'
import { ConfirmRemoval } from '../confirm-removal.tsx'
import { FoundEntries } from '../found-entries.tsx'
import { SeenRows } from '../seen-rows.tsx'
import { TabHead } from '../tab-head.tsx'
import type { TabProps } from '../tab-props.ts'
import { type GroupEdit, GroupRow } from './group-row.tsx'

// Loaded when opened.
const NameDialog = lazy(async () => ({ default: (await import('../name-dialog.tsx')).NameDialog }))
const GroupDialog = lazy(async () => ({ default: (await import('./group-dialog.tsx')).GroupDialog }))
const TargetsDialog = lazy(async () => ({ default: (await import('./targets-dialog.tsx')).TargetsDialog }))
const MembersDialog = lazy(async () => ({ default: (await import('./members-dialog.tsx')).MembersDialog }))

/** Groups with targets over time and members; last the chats that are in none, which can be measured too. */
export function GroupsTab(props: TabProps): ReactNode {
  const t = useT()
  const { settings, mayManage } = props
  const [edit, setEdit] = useState<GroupEdit | null>(null)
  const { groups, calendars, seen } = settings
  const named = groups.filter(({ id }) => id !== '')
  const isEmpty = named.length === 0 && !seen.some(({ kind }) => kind === 'group')
  const add = (): void => setEdit({ kind: 'add', id: '', name: '' })
  const row = (group: ChatGroup): ReactNode => (
    <GroupRow key={group.id} group={group} calendars={calendars} mayManage={mayManage} onEdit={setEdit} />
  )
  return (
    <>
      {isEmpty ? (
        <EmptyState
          icon={<IconUsersGroup size={28} stroke={1.5} />}
          title={t('chat_settings.no_groups_title')}
          text={t('chat_settings.no_groups_text')}
          action={
            mayManage && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                {t('chat_settings.add_group')}
              </Button>
            )
          }
        />
      ) : (
        <TabHead
          text={t('chat_settings.groups_text')}
          action={t('chat_settings.add_group')}
          onAct={mayManage ? add : undefined}
        />
      )}
      <FoundEntries entries={named} render={row} />
      {row(withoutGroup(groups, t('chat_settings.without_group')))}
      <SeenRows {...props} kind="group" onName={({ id, name }) => setEdit({ kind: 'add', id, name })} />
      <GroupDialogs edit={edit} settings={settings} onClose={() => setEdit(null)} />
    </>
  )
}

/** Chats without a group go by the words of who reads, not of who entered their targets. */
function withoutGroup(groups: readonly ChatGroup[], name: string): ChatGroup {
  const entered = groups.find(({ id }) => id === '')
  return { targets: [], members: [], ...entered, id: '', name }
}

interface GroupDialogsProps extends Pick<TabProps, 'settings'> {
  readonly edit: GroupEdit | null
  readonly onClose: () => void
}

function GroupDialogs({ edit, settings, onClose }: GroupDialogsProps): ReactNode {
  const t = useT()
  if (edit === null) return null
  if (edit.kind === 'add')
    return (
      <Suspense>
        <GroupDialog {...edit} groups={settings.groups} onClose={onClose} />
      </Suspense>
    )
  const { group } = edit
  if (edit.kind === 'remove')
    return (
      <ConfirmRemoval
        title={t('chat_settings.remove_group_title', { name: group.name })}
        text={t('chat_settings.remove_group_text')}
        action={t('chat_settings.remove_group')}
        remove={() => chatSettingsApi.deleteGroup(group.id)}
        onClose={onClose}
      />
    )
  if (edit.kind === 'removeTargets')
    return (
      <ConfirmRemoval
        title={t('chat_settings.remove_targets_title', { name: group.name, from: edit.since })}
        text={t('chat_settings.remove_targets_text')}
        action={t('chat_settings.remove_targets')}
        remove={() => chatSettingsApi.deleteTargets(group.id, edit.from)}
        onClose={onClose}
      />
    )
  return (
    <Suspense>
      {edit.kind === 'rename' && (
        <NameDialog
          title={t('chat_settings.rename_group')}
          name={group.name}
          save={(name) => chatSettingsApi.putGroup({ id: group.id, name })}
          onClose={onClose}
        />
      )}
      {edit.kind === 'members' && (
        <MembersDialog group={group} operators={settings.operators} onClose={onClose} />
      )}
      {edit.kind === 'targets' && (
        <TargetsDialog
          group={group}
          isEntered={settings.groups.some(({ id }) => id === group.id)}
          from={edit.from}
          calendars={settings.calendars}
          onClose={onClose}
        />
      )}
    </Suspense>
  )
}
