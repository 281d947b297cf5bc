import { Alert, Button, Checkbox, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { defaultRequestsPerMinute, maxRequestsPerMinute } from '../../../../src/contract/api-key-words.ts'
import { type Scope, scopes } from '../../../../src/contract/company-words.ts'
import { api } from '../../../api/api.ts'
import { apiKeysQuery } from '../../../api/queries.ts'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { scopeName, useT } from '../../../ui/index.ts'

interface CreateApiKeyProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Makes a key, and shows it the only time that it can be seen. */
export function CreateApiKey({ opened, onClose }: CreateApiKeyProps): ReactNode {
  const t = useT()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={secret === null ? t('settings.create_key') : t('settings.key_created')}
      size={520}
      // A click beside the dialog must not lose a key that cannot be shown again.
      closeOnClickOutside={secret === null}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {secret === null ? (
        <ApiKeyForm onCreated={setSecret} onCancel={onClose} />
      ) : (
        <Stack gap="md">
          <CopyField value={secret} copyLabel={t('settings.copy_key')} />
          <Alert color="yellow" variant="light">
            {t('settings.key_created_text')}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('settings.done')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

type ApiKeyValues = {
  name: string
  scopes: Scope[]
  /** Days; empty: without end. */
  term: string
  limit: string | number
}

const terms = [30, 90, 365]
const dayMs = 86_400_000

interface ApiKeyFormProps {
  readonly onCreated: (key: string) => void
  readonly onCancel: () => void
}

function ApiKeyForm({ onCreated, onCancel }: ApiKeyFormProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm<ApiKeyValues, { key: string }>({
    initialValues: {
      name: '',
      scopes: ['events:write'],
      term: '',
      limit: defaultRequestsPerMinute,
    },
    validate: (values) => ({
      name: values.name.trim() === '' ? t('settings.key_name_missing') : null,
      scopes: values.scopes.length === 0 ? t('settings.scopes_missing') : null,
      limit: isLimit(values.limit) ? null : t('settings.key_limit_invalid'),
    }),
    save: (values) =>
      api.apiKeys.create({
        name: values.name.trim(),
        scopes: values.scopes,
        expires_at:
          values.term === '' ? null : new Date(Date.now() + Number(values.term) * dayMs).toISOString(),
        requests_per_minute: Number(values.limit),
      }),
    onSaved: async ({ key }) => {
      onCreated(key)
      await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('settings.key_name')}
          description={t('settings.key_name_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          data-path="name"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('settings.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={8}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scopeName(t, scope)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('settings.key_term')}
          data={[
            { value: '', label: t('settings.expires_never') },
            ...terms.map((days) => ({
              value: String(days),
              label: t('settings.key_term_days', { n: days }),
            })),
          ]}
          allowDeselect={false}
          data-path="term"
          {...form.getInputProps('term')}
        />
        <NumberInput
          label={t('settings.key_limit')}
          description={t('settings.key_limit_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={1}
          max={maxRequestsPerMinute}
          allowDecimal={false}
          hideControls
          data-path="limit"
          {...form.getInputProps('limit')}
        />
        <FailureNote text={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('shell.cancel')}
          </Button>
          <Button type="submit" loading={isSaving}>
            {t('settings.create_key')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function isLimit(value: string | number): boolean {
  const number = Number(value)
  return value !== '' && Number.isInteger(number) && number >= 1 && number <= maxRequestsPerMinute
}
