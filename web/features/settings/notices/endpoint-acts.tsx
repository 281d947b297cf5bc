import { Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WebhookEndpoint } from '../../../../src/contract/index.ts'
import { noticesApi } from '../../../api/notices-api.ts'
import { noticesQueryKey } from '../../../api/notices-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useNotify, useT } from '../../../ui/index.ts'
import { SecretNote } from './secret-note.tsx'

interface EndpointActProps {
  readonly endpoint: WebhookEndpoint
  readonly onClose: () => void
}

/** Asks, makes the new secret, and shows it once. */
export function ChangeSecret({ endpoint, onClose }: EndpointActProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: () => noticesApi.endpoints.rotateSecret(endpoint.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: noticesQueryKey }),
    onError: notify.failed,
  })
  if (change.data)
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('notices.secret_title')}
        size={520}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
      >
        <SecretNote secret={change.data.secret} onClose={onClose} />
      </Modal>
    )
  return (
    <ConfirmDialog
      opened
      title={t('notices.change_secret_title')}
      text={t('notices.change_secret_text', { url: endpoint.url })}
      action={t('notices.make_secret')}
      isHarmless
      isBusy={change.isPending}
      onConfirm={() => change.mutate()}
      onCancel={onClose}
    />
  )
}

export function DeleteEndpoint({ endpoint, onClose }: EndpointActProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => noticesApi.endpoints.delete(endpoint.id),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: noticesQueryKey })
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t('notices.delete_title', { url: endpoint.url })}
      text={t('notices.delete_text')}
      action={t('notices.delete_endpoint')}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    />
  )
}
