import { Button, Skeleton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { peopleQuery } from '../../../api/access-queries.ts'
import { Card, ErrorState, useT } from '../../../ui/index.ts'
import { InvitationRows } from './invitation-rows.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkDialog, type PassedLink } from './link-dialog.tsx'
import { MemberRows } from './member-rows.tsx'
import { TwoFactorRule } from './two-factor-rule.tsx'

/** Who belongs to the company, who is invited, and how everybody has to sign in. */
export function PeopleSettings(): ReactNode {
  const t = useT()
  const people = useQuery(peopleQuery)
  const [inviting, invite] = useDisclosure(false)
  const [link, setLink] = useState<PassedLink | null>(null)
  if (people.isPending)
    return (
      <Card title={t('people.title')}>
        <div aria-busy>
          <Skeleton height={20} width="60%" mb={16} />
          <Skeleton height={160} />
        </div>
      </Card>
    )
  if (people.isError)
    return (
      <Card title={t('people.title')}>
        <ErrorState error={people.error} onRetry={() => void people.refetch()} />
      </Card>
    )
  return (
    <>
      <Card
        title={t('people.title')}
        flush
        actions={
          <Button size="xs" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={invite.open}>
            {t('people.invite')}
          </Button>
        }
      >
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {t('people.text')}
        </Text>
        <MemberRows people={people.data} />
      </Card>
      {people.data.invitations.length > 0 && (
        <Card title={t('people.invitations')} flush>
          <InvitationRows people={people.data} onLink={setLink} />
        </Card>
      )}
      <TwoFactorRule people={people.data} />
      {inviting && <InviteDialog people={people.data} onClose={invite.close} onLink={setLink} />}
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </>
  )
}
