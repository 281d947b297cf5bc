import { Anchor, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Session } from '../../../src/contract/index.ts'
import { api } from '../../api/api.ts'
import { companyPart } from '../../api/company-address.ts'
import { sessionQuery } from '../../api/queries.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { isEmailLike } from '../../ui/form/is-email-like.ts'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { usePageTitle, useT } from '../../ui/index.ts'
import { CodeForm } from './code-form.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage(): ReactNode {
  const t = useT()
  usePageTitle(t('session.sign_in'))
  const router = useRouter()
  const queryClient = useQueryClient()
  const { next } = route.useSearch()
  const [challenge, setChallenge] = useState<string | null>(null)
  const enter = (session: Session): void => {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, session)
    router.history.push(`${companyPart}${next ?? '/analytics'}`)
  }

  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { email: '', password: '' },
    validate: ({ email, password }) => ({
      email:
        email.trim() === ''
          ? t('session.email_missing')
          : isEmailLike(email)
            ? null
            : t('session.email_invalid'),
      password: password === '' ? t('session.password_missing') : null,
    }),
    save: ({ email, password }) => api.session.signIn({ email: email.trim(), password }),
    onSaved: (step) => ('challenge' in step ? setChallenge(step.challenge) : enter(step)),
  })

  if (challenge !== null)
    return (
      <PublicFrame width={400}>
        <CodeForm challenge={challenge} onEntered={enter} onBeginAgain={() => setChallenge(null)} />
      </PublicFrame>
    )

  return (
    <PublicFrame width={400}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Title order={1}>{t('session.sign_in_title')}</Title>
          <TextInput
            label={t('session.email')}
            type="email"
            autoComplete="username"
            size="md"
            data-path="email"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('session.password')}
            autoComplete="current-password"
            size="md"
            data-path="password"
            {...form.getInputProps('password')}
          />
          <FailureNote text={failure} />
          <Button type="submit" size="md" loading={isSaving}>
            {t('session.sign_in')}
          </Button>
          <Anchor component={Link} to="/forgot-password" size="sm" ta="center">
            {t('session.forgot_password')}
          </Anchor>
        </Stack>
      </form>
    </PublicFrame>
  )
}
