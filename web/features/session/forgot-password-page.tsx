import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { accessApi } from '../../api/access-api.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { isEmailLike } from '../../ui/form/is-email-like.ts'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { useLanguage, usePageTitle, useT } from '../../ui/index.ts'

/** Asks for a link to a new password. What comes of it is told by e-mail alone. */
export function ForgotPasswordPage(): ReactNode {
  const t = useT()
  usePageTitle(t('security.forgot_title'))
  const [language] = useLanguage()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { email: '' },
    validate: ({ email }) => ({
      email:
        email.trim() === ''
          ? t('session.email_missing')
          : isEmailLike(email)
            ? null
            : t('session.email_invalid'),
    }),
    save: ({ email }) => accessApi.links.askForPassword({ email: email.trim(), language }),
    onSaved: (_nothing, { email }) => setSentTo(email.trim()),
  })
  const back = (
    <Anchor component={Link} to="/sign-in" size="sm" ta="center">
      {t('security.back_to_sign_in')}
    </Anchor>
  )
  if (sentTo !== null)
    return (
      <PublicFrame width={400}>
        <Stack gap="md">
          <Title order={1}>{t('security.link_sent_title')}</Title>
          <Text size="sm" component="output">
            {t('security.link_sent_text', { email: sentTo })}
          </Text>
          {back}
        </Stack>
      </PublicFrame>
    )
  return (
    <PublicFrame width={400}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <div>
            <Title order={1}>{t('security.forgot_title')}</Title>
            <Text c="dimmed" size="sm" mt={4}>
              {t('security.forgot_text')}
            </Text>
          </div>
          <TextInput
            label={t('session.email')}
            type="email"
            autoComplete="username"
            size="md"
            data-path="email"
            {...form.getInputProps('email')}
          />
          <FailureNote text={failure} />
          <Button type="submit" size="md" loading={isSaving}>
            {t('security.send_link')}
          </Button>
          {back}
        </Stack>
      </form>
    </PublicFrame>
  )
}
