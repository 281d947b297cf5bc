import { Badge, Menu, Select, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Member, People, Role } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { peopleQuery } from '../../../api/access-queries.ts'
import { sessionQuery } from '../../../api/queries.ts'
import { roleName, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { ConfirmMemberAct, type MemberAct } from './confirm-member-act.tsx'
import classes from './people.module.css'
import { RowMenu } from './row-menu.tsx'

/** One line a person. */
export function MemberRows({ people }: { readonly people: People }): ReactNode {
  const t = useT()
  const [asked, setAsked] = useState<{ member: Member; act: MemberAct } | null>(null)
  return (
    <>
      <ul className={classes['rows']} aria-label={t('people.title')}>
        {people.members.map((member) => (
          <li key={member.user_id} className={classes['row']}>
            <MemberRow member={member} roles={people.roles} onAsk={(act) => setAsked({ member, act })} />
          </li>
        ))}
      </ul>
      {asked !== null && (
        <ConfirmMemberAct member={asked.member} act={asked.act} onClose={() => setAsked(null)} />
      )}
    </>
  )
}

interface MemberRowProps {
  readonly member: Member
  /** That may be given. */
  readonly roles: readonly Role[]
  readonly onAsk: (act: MemberAct) => void
}

function MemberRow({ member, roles, onAsk }: MemberRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { name, email, role, is_self: isSelf, two_factor: hasTwoFactor } = member
  const isInReach = roles.includes(role)
  return (
    <>
      <div className={classes['person']}>
        <Text size="sm" fw={600} component="span">
          {name}
          {isSelf && (
            <Badge variant="light" color="gray" size="sm" ml={8}>
              {t('people.you')}
            </Badge>
          )}
        </Text>
        <Text size="sm" c="dimmed" className={classes['cut'] ?? ''} title={email}>
          {email}
        </Text>
      </div>
      <div className={classes['facts']}>
        <Text size="xs" c="dimmed">
          {t('people.column_joined')}: {format.date(member.joined_at)}
        </Text>
        <Text size="xs" {...(!hasTwoFactor && { c: 'dimmed' })}>
          {t('people.column_two_factor')}:{' '}
          {hasTwoFactor ? t('people.two_factor_on') : t('people.two_factor_off')}
        </Text>
      </div>
      <RoleSelect member={member} roles={isInReach ? roles : [role]} isFixed={!isInReach} />
      <RowMenu label={t('settings.actions_for', { name })} isHidden={!isInReach}>
        {hasTwoFactor && !isSelf && (
          <Menu.Item onClick={() => onAsk('reset')}>{t('people.reset_two_factor')}</Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => onAsk('remove')}>
          {t('people.remove')}
        </Menu.Item>
      </RowMenu>
    </>
  )
}

interface RoleSelectProps {
  readonly member: Member
  readonly roles: readonly Role[]
  readonly isFixed: boolean
}

function RoleSelect({ member, roles, isFixed }: RoleSelectProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (role: Role) => accessApi.people.changeRole(member.user_id, role),
    onSuccess: async ({ name, role }) => {
      notify.done(t('people.role_changed', { name, role: roleName(t, role) }))
      await queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey })
      if (member.is_self) await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
    onError: notify.failed,
  })
  return (
    <Select
      aria-label={t('people.role_of', { name: member.name })}
      className={classes['role'] ?? ''}
      value={change.isPending ? (change.variables ?? member.role) : member.role}
      onChange={(value) => {
        const role = roles.find((known) => known === value)
        if (role !== undefined && role !== member.role) change.mutate(role)
      }}
      data={roles.map((role) => ({ value: role, label: roleName(t, role) }))}
      allowDeselect={false}
      disabled={isFixed || change.isPending}
    />
  )
}
