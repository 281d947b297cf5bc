import { Modal, Stack, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { NoticeType, WebhookEndpoint, WebhookEndpointSecret } from '../../../../src/contract/index.ts'
import { maxWebhookUrlLength, noticeTypes } from '../../../../src/contract/notice-words.ts'
import type { ApiError } from '../../../api/api-error.ts'
import { noticesApi } from '../../../api/notices-api.ts'
import { noticeSettingsQuery, noticesQueryKey } from '../../../api/notices-queries.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useT } from '../../../ui/index.ts'
import { SecretNote } from './secret-note.tsx'
import { TypeChoice } from './type-choice.tsx'

interface EndpointDialogProps {
  /** The one that is changed; a new one without it. */
  readonly endpoint?: WebhookEndpoint
  readonly onClose: () => void
}

/** Makes an endpoint, and shows its secret the only time that it can be seen; or changes one. */
export function EndpointDialog({ endpoint, onClose }: EndpointDialogProps): ReactNode {
  const t = useT()
  const [secret, setSecret] = useState<string | null>(null)
  const title = endpoint === undefined ? t('notices.add_endpoint') : t('notices.edit_endpoint')
  return (
    <Modal
      opened
      onClose={onClose}
      title={secret === null ? title : t('notices.secret_title')}
      size={520}
      // A click beside the dialog must not lose a secret that cannot be shown again.
      closeOnClickOutside={secret === null}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {secret === null ? (
        <EndpointForm {...(endpoint && { endpoint })} onSecret={setSecret} onClose={onClose} />
      ) : (
        <SecretNote secret={secret} onClose={onClose} />
      )}
    </Modal>
  )
}

type EndpointValues = { url: string; types: NoticeType[] }

interface EndpointFormProps extends EndpointDialogProps {
  readonly onSecret: (secret: string) => void
}

function EndpointForm({ endpoint, onSecret, onClose }: EndpointFormProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const settings = useQuery(noticeSettingsQuery)
  const { form, onSubmit, isSaving, failure } = useApiForm<
    EndpointValues,
    WebhookEndpoint | WebhookEndpointSecret
  >({
    initialValues: { url: endpoint?.url ?? '', types: endpoint?.types ?? [...noticeTypes] },
    validate: ({ url, types }) => ({
      url: url.trim() === '' ? t('notices.url_missing') : null,
      types: types.length === 0 ? t('notices.types_missing') : null,
    }),
    save: ({ url, types }) => {
      const body = { url: url.trim(), types }
      return endpoint === undefined
        ? noticesApi.endpoints.create(body)
        : noticesApi.endpoints.change(endpoint.id, body)
    },
    fieldErrors: (error): Record<string, string> =>
      isAboutUrl(error) ? { url: t('notice_problems.invalid_webhook_url') } : {},
    onSaved: async (saved) => {
      if ('secret' in saved) onSecret(saved.secret)
      else onClose()
      await queryClient.invalidateQueries({ queryKey: noticesQueryKey })
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('notices.url')}
          description={`${t('notices.url_help')}${settings.data?.takes_private_addresses ? ` ${t('notices.url_help_private')}` : ''}`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="https://example.com/hooks/tallybook"
          type="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={maxWebhookUrlLength}
          data-path="url"
          data-autofocus
          {...form.getInputProps('url')}
        />
        <TypeChoice inputProps={form.getInputProps('types')} />
        <FormFooter
          action={endpoint === undefined ? t('notices.create_endpoint') : t('shell.save')}
          isSaving={isSaving}
          isDirty={form.isDirty()}
          failure={failure}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

function isAboutUrl({ code, fieldErrors }: ApiError): boolean {
  return code === 'invalid_webhook_url' || fieldErrors.some(({ path }) => path === 'body/url')
}
