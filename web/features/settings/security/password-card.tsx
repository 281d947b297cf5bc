import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { passwordLength } from '../../../../src/contract/company-words.ts'
import { accessApi } from '../../../api/access-api.ts'
import { sessionsQuery } from '../../../api/access-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { Card, useNotify, useT } from '../../../ui/index.ts'
import { passwordErrors } from './password-errors.ts'

export function PasswordCard(): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { user } = useSession()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { current_password: '', new_password: '' },
    validate: (values) => {
      const missing = passwordLength.min - values.new_password.length
      return {
        current_password: values.current_password === '' ? t('session.password_missing') : null,
        new_password: missing > 0 ? t('session.password_too_short', { n: missing }) : null,
      }
    },
    save: accessApi.personal.changePassword,
    fieldErrors: passwordErrors(t, 'current_password'),
    onSaved: async () => {
      form.reset()
      notify.done(t('security.password_changed'))
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  return (
    <Card title={t('security.password')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md" maw={400}>
          <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
          <PasswordInput
            label={t('security.current_password')}
            autoComplete="current-password"
            data-path="current_password"
            {...form.getInputProps('current_password')}
          />
          <PasswordInput
            label={t('security.new_password')}
            description={t('session.new_password_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            data-path="new_password"
            {...form.getInputProps('new_password')}
          />
          <FailureNote text={failure} />
          <Group>
            <Button type="submit" loading={isSaving} disabled={!form.isDirty()}>
              {t('security.change_password')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
