import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Session } from '../../../src/contract/index.ts'
import { api } from '../../api/api.ts'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useFocusAtFirst } from '../../ui/form/use-focus-at-first.ts'
import { useT } from '../../ui/index.ts'

interface CodeFormProps {
  readonly challenge: string
  readonly onEntered: (session: Session) => void
  readonly onBeginAgain: () => void
}

/** The second step of signing in. */
export function CodeForm({ challenge, onEntered, onBeginAgain }: CodeFormProps): ReactNode {
  const t = useT()
  const focusRef = useFocusAtFirst()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { code: '' },
    validate: ({ code }) => ({ code: code.trim().length < 6 ? t('session.code_missing') : null }),
    save: ({ code }) => api.session.signInWithCode({ challenge, code: code.trim() }),
    onSaved: onEntered,
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <div>
          <Title order={1}>{t('session.code_title')}</Title>
          <Text c="dimmed" size="sm" mt={4}>
            {t('session.code_text')}
          </Text>
        </div>
        <TextInput
          label={t('session.code')}
          autoComplete="one-time-code"
          inputMode="text"
          size="md"
          ref={focusRef}
          data-path="code"
          {...form.getInputProps('code')}
        />
        <FailureNote text={failure} />
        <Button type="submit" size="md" loading={isSaving}>
          {t('session.sign_in')}
        </Button>
        <Anchor component="button" type="button" size="sm" ta="center" onClick={onBeginAgain}>
          {t('session.begin_again')}
        </Anchor>
      </Stack>
    </form>
  )
}
