import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ChatGroup, ChatOperator, ChatSettingsChanged } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { useSession } from '../../../../api/use-session.ts'
import { FormDialog } from '../../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../../ui/form/use-api-form.ts'
import { useT } from '../../../../ui/index.ts'
import classes from '../chats.module.css'
import { settingErrors } from '../setting-errors.ts'
import { useSaved } from '../use-change.ts'
import { fromMember, type MemberValue, memberFaults, toMember } from './member-values.ts'

interface MembersDialogProps {
  readonly group: ChatGroup
  readonly operators: readonly ChatOperator[]
  readonly onClose: () => void
}

type Values = { members: MemberValue[] }

/** Who is and was in a group, all at once. */
export function MembersDialog({ group, operators, onClose }: MembersDialogProps): ReactNode {
  const t = useT()
  const saved = useSaved()
  const zone = useSession().company.time_zone
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, ChatSettingsChanged>({
    initialValues: { members: group.members.map((member) => fromMember(member, zone)) },
    validate: ({ members }) =>
      Object.fromEntries(
        Object.entries(memberFaults(members)).map(([path, fault]) => [
          path,
          fault === 'operator_missing'
            ? t('chat_settings.operator_missing')
            : t(`chat_setting_faults.${fault}`),
        ]),
      ),
    save: ({ members }) =>
      chatSettingsApi.putMembers({
        group_id: group.id,
        members: members.map((member) => toMember(member, zone)),
      }),
    fieldErrors: (error) => settingErrors(t, error),
    onSaved: async (changed) => {
      onClose()
      await saved(changed)
    },
  })
  const listRef = useRef<HTMLDivElement>(null)
  const [added, setAdded] = useState(0)
  useEffect(() => {
    if (added > 0)
      [...(listRef.current?.querySelectorAll<HTMLInputElement>('[data-operator]') ?? [])].at(-1)?.focus()
  }, [added])
  return (
    <FormDialog
      title={t('chat_settings.members_of', { name: group.name })}
      size={640}
      action={t('chat_settings.save_members')}
      onSubmit={onSubmit}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('chat_settings.members_text')} {t('chat_settings.member_dates_help', { zone })}
      </Text>
      <div ref={listRef} style={{ display: 'grid', gap: 12 }}>
        {form.values.members.length === 0 && (
          <Text size="sm">
            {t(operators.length === 0 ? 'chat_settings.no_operators_to_add' : 'chat_settings.no_members_yet')}
          </Text>
        )}
        {form.values.members.map((_member, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an operator may be in the list twice
          <div key={index} className={classes['member']}>
            <Select
              label={t('chat_settings.operator')}
              data={operators.map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              limit={100}
              data-operator
              {...form.getInputProps(`members.${index}.operator_id`)}
            />
            <TextInput
              type="date"
              label={t('chat_settings.member_from')}
              {...form.getInputProps(`members.${index}.from`)}
            />
            <TextInput
              type="date"
              label={t('chat_settings.member_to')}
              {...form.getInputProps(`members.${index}.to`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              mt={24}
              aria-label={t('chat_settings.remove_member', { n: index + 1 })}
              onClick={() => form.removeListItem('members', index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
      </div>
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={operators.length === 0}
        onClick={() => {
          form.insertListItem('members', { operator_id: null, from: '', to: '' })
          setAdded(added + 1)
        }}
      >
        {t('chat_settings.add_member')}
      </Button>
    </FormDialog>
  )
}
