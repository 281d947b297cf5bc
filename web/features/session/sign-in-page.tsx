import { Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/api.ts'
import { companyPart } from '../../api/company-address.ts'
import { sessionQuery } from '../../api/queries.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { isEmailLike } from '../../ui/form/is-email-like.ts'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { usePageTitle, useT } from '../../ui/index.ts'

const route = getRouteApi('/sign-in')

export function SignInPage(): ReactNode {
  const t = useT()
  usePageTitle(t('session.sign_in'))
  const router = useRouter()
  const queryClient = useQueryClient()
  const { next } = route.useSearch()

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
    onSaved: async (session) => {
      queryClient.clear()
      queryClient.setQueryData(sessionQuery.queryKey, session)
      router.history.push(`${companyPart}${next ?? '/analytics'}`)
    },
  })

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
        </Stack>
      </form>
    </PublicFrame>
  )
}
