import { Button, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { passwordLength } from '../../../src/contract/company-words.ts'
import type { OpenInvitation, Session } from '../../../src/contract/index.ts'
import { accessApi } from '../../api/access-api.ts'
import { ApiError } from '../../api/api-error.ts'
import { sessionQuery } from '../../api/queries.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { ErrorState, roleName, usePageTitle, useT } from '../../ui/index.ts'
import { keepLinkToken, useLinkToken } from './link-token.ts'

/** Where the link of an invitation leads. */
export function InvitationPage(): ReactNode {
  const t = useT()
  usePageTitle(t('people.invite_title'))
  const token = useLinkToken()
  const found = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => accessApi.links.lookUp(token, signal),
    enabled: token !== '',
    retry: false,
    gcTime: 0,
  })
  const isEnded = token === '' || (found.error instanceof ApiError && found.error.code === 'link_ended')
  return (
    <PublicFrame width={440}>
      {isEnded ? (
        <Stack gap="md">
          <Title order={1}>{t('people.link_ended_title')}</Title>
          <Text size="sm">{t('people.link_ended_text')}</Text>
        </Stack>
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <div aria-busy>
          <Skeleton height={32} mb={16} />
          <Skeleton height={160} />
        </div>
      ) : (
        <Acceptance token={token} invitation={found.data} />
      )}
    </PublicFrame>
  )
}

interface AcceptanceProps {
  readonly token: string
  readonly invitation: OpenInvitation
}

function Acceptance({ token, invitation }: AcceptanceProps): ReactNode {
  const t = useT()
  const { company, email, role, invited_by: by } = invitation
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>{t('people.invitation_title', { company: company.name })}</Title>
        <Text c="dimmed" size="sm" mt={4}>
          {by !== null && `${t('people.invitation_by', { name: by })} `}
          {t('people.invitation_text', { role: roleName(t, role), email })}
        </Text>
      </div>
      {invitation.has_account ? (
        <KnownPerson token={token} email={email} />
      ) : (
        <NewPerson token={token} email={email} />
      )}
    </Stack>
  )
}

interface PersonProps {
  readonly token: string
  readonly email: string
}

function useEnter(): (session: Session) => void {
  const router = useRouter()
  const queryClient = useQueryClient()
  return (session) => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, session)
    void router.navigate({ to: '/analytics' })
  }
}

function NewPerson({ token, email }: PersonProps): ReactNode {
  const t = useT()
  const enter = useEnter()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { name: '', password: '' },
    validate: ({ name, password }) => {
      const missing = passwordLength.min - password.length
      return {
        name: name.trim() === '' ? t('session.owner_name_missing') : null,
        password: missing > 0 ? t('session.password_too_short', { n: missing }) : null,
      }
    },
    save: ({ name, password }) => accessApi.links.accept({ token, name: name.trim(), password }),
    onSaved: enter,
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {/* Password stores keep what is typed under the address. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextInput
          label={t('people.your_name')}
          autoComplete="name"
          size="md"
          data-path="name"
          {...form.getInputProps('name')}
        />
        <PasswordInput
          label={t('people.choose_password')}
          description={t('session.new_password_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          size="md"
          data-path="password"
          {...form.getInputProps('password')}
        />
        <FailureNote text={failure} />
        <Button type="submit" size="md" loading={isSaving}>
          {t('people.join')}
        </Button>
      </Stack>
    </form>
  )
}

/** Who has an account signs in with it, in another tab or before, and comes back. */
function KnownPerson({ token, email }: PersonProps): ReactNode {
  const t = useT()
  const enter = useEnter()
  const router = useRouter()
  const session = useQuery({ ...sessionQuery, retry: false })
  const isSignedIn = session.data?.user.email === email
  const { onSubmit, isSaving, failure } = useApiForm({
    initialValues: {},
    validate: () => ({}),
    save: () => accessApi.links.accept({ token }),
    onSaved: enter,
  })
  if (isSignedIn)
    return (
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <FailureNote text={failure} />
          <Button type="submit" size="md" loading={isSaving}>
            {t('people.join_signed_in')}
          </Button>
        </Stack>
      </form>
    )
  return (
    <Stack gap="md">
      <Text size="sm">{t('people.has_account')}</Text>
      <Button
        size="md"
        onClick={() => {
          keepLinkToken(token)
          void router.navigate({ to: '/sign-in', search: { next: '/invitation' } })
        }}
      >
        {t('people.sign_in_as', { email })}
      </Button>
    </Stack>
  )
}
