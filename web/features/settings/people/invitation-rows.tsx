import { Badge, Menu, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Invitation, People } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { peopleQuery } from '../../../api/access-queries.ts'
import { roleName, useFormat, useNotify, useT } from '../../../ui/index.ts'
import type { PassedLink } from './link-dialog.tsx'
import classes from './people.module.css'
import { RowMenu } from './row-menu.tsx'

interface InvitationRowsProps {
  readonly people: People
  readonly onLink: (link: PassedLink) => void
}

/** Invitations that nobody has answered yet. */
export function InvitationRows({ people, onLink }: InvitationRowsProps): ReactNode {
  const t = useT()
  return (
    <ul className={classes['rows']} aria-label={t('people.invitations')}>
      {people.invitations.map((invitation) => (
        <li key={invitation.id} className={classes['row']}>
          <InvitationRow invitation={invitation} sendsMail={people.sends_mail} onLink={onLink} />
        </li>
      ))}
    </ul>
  )
}

interface InvitationRowProps {
  readonly invitation: Invitation
  readonly sendsMail: boolean
  readonly onLink: (link: PassedLink) => void
}

function InvitationRow({ invitation, sendsMail, onLink }: InvitationRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { id, email, role, invited_by: by } = invitation
  const refresh = () => queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey })
  const renew = useMutation({
    mutationFn: () => accessApi.people.renew(id),
    onSuccess: async ({ link }) => {
      if (link === null) notify.done(t('people.invited', { email }))
      else onLink({ email, link })
      await refresh()
    },
    onError: notify.failed,
  })
  const revoke = useMutation({
    mutationFn: () => accessApi.people.revoke(id),
    onSuccess: async () => {
      notify.done(t('people.revoked', { email }))
      await refresh()
    },
    onError: notify.failed,
  })
  return (
    <>
      <div className={classes['person']}>
        <Text size="sm" fw={600} className={classes['cut'] ?? ''} title={email}>
          {email}
        </Text>
        {by !== null && (
          <Text size="sm" c="dimmed">
            {t('people.invited_by', { name: by })}
          </Text>
        )}
      </div>
      <div className={classes['facts']}>
        {invitation.is_expired ? (
          <Badge color="yellow" variant="light" size="sm">
            {t('people.expired')}
          </Badge>
        ) : (
          <Text size="xs" c="dimmed">
            {t('people.expires', { date: format.dateTime(invitation.expires_at) })}
          </Text>
        )}
      </div>
      <Text size="sm" className={classes['role'] ?? ''}>
        {roleName(t, role)}
      </Text>
      <RowMenu label={t('settings.actions_for', { name: email })}>
        <Menu.Item onClick={() => renew.mutate()} disabled={renew.isPending}>
          {sendsMail ? t('people.renew') : t('people.renew_link')}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => revoke.mutate()} disabled={revoke.isPending}>
          {t('people.revoke')}
        </Menu.Item>
      </RowMenu>
    </>
  )
}
