import { Anchor, Button, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { passwordLength } from '../../../src/contract/company-words.ts'
import { accessApi } from '../../api/access-api.ts'
import { ApiError } from '../../api/api-error.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { usePageTitle, useT } from '../../ui/index.ts'
import { useLinkToken } from './link-token.ts'

/** Where the link of an e-mail leads: a new password. */
export function NewPasswordPage(): ReactNode {
  const t = useT()
  usePageTitle(t('security.reset_title'))
  const token = useLinkToken()
  const [state, setState] = useState<'open' | 'set' | 'ended'>(token === '' ? 'ended' : 'open')
  return (
    <PublicFrame width={400}>
      {state === 'open' ? (
        <PasswordForm token={token} onSet={() => setState('set')} onEnded={() => setState('ended')} />
      ) : (
        <Stack gap="md">
          <Title order={1}>
            {state === 'set' ? t('security.password_set_title') : t('security.link_ended_title')}
          </Title>
          <Text size="sm" component="output">
            {state === 'set' ? t('security.password_set_text') : t('security.link_ended_text')}
          </Text>
          {state === 'set' ? (
            <Button component={Link} to="/sign-in" size="md">
              {t('session.sign_in')}
            </Button>
          ) : (
            <Anchor component={Link} to="/forgot-password" size="sm">
              {t('security.ask_again')}
            </Anchor>
          )}
        </Stack>
      )}
    </PublicFrame>
  )
}

interface PasswordFormProps {
  readonly token: string
  readonly onSet: () => void
  readonly onEnded: () => void
}

function PasswordForm({ token, onSet, onEnded }: PasswordFormProps): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { password: '' },
    validate: ({ password }) => {
      const missing = passwordLength.min - password.length
      return { password: missing > 0 ? t('session.password_too_short', { n: missing }) : null }
    },
    save: ({ password }) => accessApi.links.setPassword({ token, password }),
    onFailed: (error) => {
      if (error instanceof ApiError && error.code === 'link_ended') onEnded()
    },
    onSaved: onSet,
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Title order={1}>{t('security.reset_title')}</Title>
        <PasswordInput
          label={t('security.new_password')}
          description={t('session.new_password_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          size="md"
          data-path="password"
          {...form.getInputProps('password')}
        />
        <FailureNote text={failure} />
        <Button type="submit" size="md" loading={isSaving}>
          {t('security.set_password')}
        </Button>
      </Stack>
    </form>
  )
}
