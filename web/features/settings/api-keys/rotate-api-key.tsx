import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ApiKey } from '../../../../src/contract/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { api } from '../../../api/api.ts'
import { apiKeysQuery } from '../../../api/queries.ts'
import { CopyField } from '../../../ui/controls/copy-field.tsx'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useT } from '../../../ui/index.ts'

interface RotateApiKeyProps {
  readonly apiKey: ApiKey
  readonly onClose: () => void
}

const choicesHours = [0, 1, 24, 72, 168]

/** Puts a new key in place of one, and shows it the only time that it can be seen. */
export function RotateApiKey({ apiKey, onClose }: RotateApiKeyProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { hours: '24' },
    validate: () => ({}),
    save: ({ hours }) => api.apiKeys.rotate(apiKey.id, Number(hours)),
    onSaved: async ({ key }) => {
      setSecret(key)
      await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={secret === null ? t('settings.rotate_title', { name: apiKey.name }) : t('settings.key_created')}
      size={520}
      closeOnClickOutside={secret === null}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {secret === null ? (
        <form onSubmit={onSubmit} noValidate>
          <Stack gap="md">
            <Text size="sm">{t('settings.rotate_text')}</Text>
            <Select
              label={t('settings.rotate_hours')}
              data={choicesHours.map((hours) => ({ value: String(hours), label: lengthText(t, hours) }))}
              allowDeselect={false}
              data-path="hours"
              {...form.getInputProps('hours')}
            />
            <FormFooter
              action={t('settings.rotate_key')}
              isSaving={isSaving}
              isDirty
              failure={failure}
              onCancel={onClose}
            />
          </Stack>
        </form>
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

function lengthText(t: Translate, hours: number): string {
  if (hours === 0) return t('settings.rotate_at_once')
  return hours < 24 ? t('settings.rotate_hour', { n: hours }) : t('settings.rotate_day', { n: hours / 24 })
}
