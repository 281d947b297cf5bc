import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PriceList, PriceListVersionDetail } from '../../../../src/contract/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { refreshPrices, versionQuery } from '../../../api/billing-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useNotify, useT } from '../../../ui/index.ts'

interface PublishDialogProps {
  readonly list: PriceList
  readonly version: PriceListVersionDetail
  readonly onClose: () => void
}

/** A published version never changes again, so it is named and asked for. */
export function PublishDialog({ list, version, onClose }: PublishDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { key } = useRequestKey()
  const name = { listId: list.id, number: version.number }
  const publish = useMutation({
    mutationFn: () => billingApi.versions.publish(name, key),
    onSuccess: async () => {
      onClose()
      notify.done(t('prices.published_done', { number: version.number }))
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: versionQuery(name).queryKey }),
        refreshPrices(queryClient),
      ])
    },
    onError: notify.failed,
  })
  return (
    <ConfirmDialog
      opened
      title={t('prices.publish_title', { number: version.number, list: list.name })}
      text={t('prices.publish_text', { n: version.rates.length })}
      action={t('prices.publish')}
      isHarmless
      isBusy={publish.isPending}
      onConfirm={() => publish.mutate()}
      onCancel={onClose}
    />
  )
}
