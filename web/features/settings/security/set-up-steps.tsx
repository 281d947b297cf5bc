import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SecondFactorBegun } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { secondFactorQuery, sessionsQuery } from '../../../api/access-queries.ts'
import { sessionQuery } from '../../../api/queries.ts'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useFocusAtFirst } from '../../../ui/form/use-focus-at-first.ts'
import { useT } from '../../../ui/index.ts'
import { passwordErrors } from './password-errors.ts'
import { QrPicture } from './qr-picture.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'

/** Password, authenticator, recovery codes: one after the other. */
export function SetUpSteps({ onDone }: { readonly onDone: () => void }): ReactNode {
  const queryClient = useQueryClient()
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null)
    return (
      <RecoveryCodeList
        codes={codes}
        onKept={async () => {
          await Promise.all(
            [secondFactorQuery, sessionsQuery, sessionQuery].map(({ queryKey }) =>
              queryClient.invalidateQueries({ queryKey }),
            ),
          )
          onDone()
        }}
      />
    )
  return begun === null ? <PasswordStep onBegun={setBegun} /> : <CodeStep begun={begun} onOn={setCodes} />
}

function PasswordStep({ onBegun }: { readonly onBegun: (begun: SecondFactorBegun) => void }): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { password: '' },
    validate: ({ password }) => ({ password: password === '' ? t('session.password_missing') : null }),
    save: ({ password }) => accessApi.personal.begin(password),
    fieldErrors: passwordErrors(t, 'password'),
    onSaved: onBegun,
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('security.second_factor_text')}</Text>
        <PasswordInput
          label={t('security.confirm_password')}
          autoComplete="current-password"
          data-autofocus
          data-path="password"
          {...form.getInputProps('password')}
        />
        <FailureNote text={failure} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving}>
            {t('security.go_on')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface CodeStepProps {
  readonly begun: SecondFactorBegun
  readonly onOn: (codes: readonly string[]) => void
}

function CodeStep({ begun, onOn }: CodeStepProps): ReactNode {
  const t = useT()
  const focusRef = useFocusAtFirst()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { code: '' },
    validate: ({ code }) => ({ code: /^\s*(?:\d\s*){6}$/.test(code) ? null : t('security.code_missing') }),
    save: ({ code }) => accessApi.personal.confirm(code.trim()),
    fieldErrors: (error) => (error.code === 'invalid_code' ? { code: t('security.wrong_code') } : noErrors),
    onSaved: ({ recovery_codes }) => onOn(recovery_codes),
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('security.scan')}</Text>
        <QrPicture text={begun.uri} label={t('security.scan')} />
        <div>
          <Text size="sm" mb={4}>
            {t('security.or_type')}
          </Text>
          <CopyField value={begun.secret} copyLabel={t('security.copy_key')} />
        </div>
        <TextInput
          label={t('security.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          ref={focusRef}
          data-path="code"
          {...form.getInputProps('code')}
        />
        <FailureNote text={failure} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving}>
            {t('security.switch_on')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const noErrors: Record<string, string> = {}
