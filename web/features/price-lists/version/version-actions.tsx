import { Button, Menu, Tooltip } from '@mantine/core'
import { IconCopy, IconDownload, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { PriceList, PriceListVersionDetail } from '../../../../src/contract/index.ts'
import { billingApi, type FileFormat } from '../../../api/billing-api.ts'
import { refreshPrices } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { saveFile, useNotify, useT } from '../../../ui/index.ts'

// Loaded when opened.
const ImportDialog = lazy(async () => ({
  default: (await import('./import-dialog.tsx')).ImportDialog,
}))
const PublishDialog = lazy(async () => ({
  default: (await import('./publish-dialog.tsx')).PublishDialog,
}))

interface VersionActionsProps {
  readonly list: PriceList
  readonly version: PriceListVersionDetail
  readonly isDirty: boolean
}

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

/** What can be done with a whole version; what would mix with unsaved changes waits for them. */
export function VersionActions({ list, version, isDirty }: VersionActionsProps): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const [dialog, setDialog] = useState<'import' | 'publish' | null>(null)
  const close = (): void => setDialog(null)
  const isDraft = version.state === 'draft'
  if (!scopes.includes('billing:manage')) return <ExportRates list={list} version={version} />
  return (
    <>
      <ExportRates list={list} version={version} />
      {isDraft ? (
        <Tooltip label={t('prices.save_first')} disabled={!isDirty}>
          <Button.Group style={{ gap: 8 }}>
            <Button
              variant="default"
              leftSection={<IconUpload {...icon} />}
              disabled={isDirty}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              onClick={() => setDialog('import')}
            >
              {t('prices.import')}
            </Button>
            <Button
              disabled={isDirty || version.rates.length === 0}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              onClick={() => setDialog('publish')}
            >
              {t('prices.publish')}
            </Button>
          </Button.Group>
        </Tooltip>
      ) : (
        <>
          <NewVersion list={list} copyOf={version.number} />
          <Button
            renderRoot={(props) => (
              <Link
                to="/price-lists/$listId"
                params={{ listId: list.id }}
                search={{ assign: version.number }}
                {...props}
              />
            )}
          >
            {t('prices.put_in_force')}
          </Button>
        </>
      )}
      <Suspense>
        {dialog === 'import' && <ImportDialog list={list} version={version} onClose={close} />}
        {dialog === 'publish' && <PublishDialog list={list} version={version} onClose={close} />}
      </Suspense>
    </>
  )
}

function ExportRates({ list, version }: Pick<VersionActionsProps, 'list' | 'version'>): ReactNode {
  const t = useT()
  const notify = useNotify()
  const file = useMutation({
    mutationFn: (format: FileFormat) =>
      billingApi.versions.file(
        { listId: list.id, number: version.number },
        format,
        t('prices.version_title', { list: list.name, number: version.number }),
      ),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload {...icon} />} loading={file.isPending}>
          {t('prices.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.mutate('xlsx')}>{t('prices.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.mutate('csv')}>{t('prices.export_csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface NewVersionProps {
  readonly list: PriceList
  /** Null: an empty one. */
  readonly copyOf: number | null
}

/** Makes a draft and opens it. */
export function NewVersion({ list, copyOf }: NewVersionProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  // The button stays: another version is another request.
  const { key, renew } = useRequestKey()
  const create = useMutation({
    mutationFn: () => billingApi.versions.create(list.id, copyOf, key),
    onSuccess: async ({ number }) => {
      renew()
      await refreshPrices(queryClient)
      await navigate({
        to: '/price-lists/$listId/versions/$number',
        params: { listId: list.id, number: String(number) },
      })
    },
    onError: notify.failed,
  })
  return (
    <Button
      variant={copyOf === null ? 'filled' : 'default'}
      leftSection={<IconCopy {...icon} />}
      loading={create.isPending}
      onClick={() => create.mutate()}
    >
      {copyOf === null ? t('prices.new_version') : t('prices.new_version_of', { number: copyOf })}
    </Button>
  )
}
