import { ActionIcon, Menu, Skeleton } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { PriceList } from '../../../../src/contract/index.ts'
import { priceListQuery } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, ErrorState, Page, useT } from '../../../ui/index.ts'
import { Breadcrumbs } from '../breadcrumbs.tsx'
import classes from '../price-lists.module.css'
import { NewVersion } from '../version/version-actions.tsx'
import { AssignmentsCard } from './assignments-card.tsx'
import { VersionsCard } from './versions-card.tsx'

// Loaded when opened.
const RenameListDialog = lazy(async () => ({
  default: (await import('../list-dialogs.tsx')).RenameListDialog,
}))
const DeleteListDialog = lazy(async () => ({
  default: (await import('../list-dialogs.tsx')).DeleteListDialog,
}))
const AssignDialog = lazy(async () => ({
  default: (await import('./assign-dialog.tsx')).AssignDialog,
}))

/** One price list: its versions, and for whom which of them is in force. */
export function PriceListPage(): ReactNode {
  const { listId } = useParams({ from: '/frame/price-lists/$listId' })
  const list = useQuery(priceListQuery(listId))
  if (list.data) return <OpenList list={list.data} />
  return (
    <Page title="…">
      <Card>
        {list.isError ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton height={320} />
        )}
      </Card>
    </Page>
  )
}

function OpenList({ list }: { readonly list: PriceList }): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const mayManage = scopes.includes('billing:manage')
  const navigate = useNavigate({ from: '/price-lists/$listId' })
  const { assign } = useSearch({ from: '/frame/price-lists/$listId' })
  const published = list.versions.filter(({ state }) => state === 'published')
  const newest = list.versions.toSorted((one, other) => other.number - one.number)[0]
  const openAssign = (number: number | undefined): void =>
    void navigate({ search: number === undefined ? {} : { assign: number }, resetScroll: false })
  return (
    <Page
      title={list.name}
      actions={
        mayManage && (
          <>
            <ListMenu list={list} />
            <NewVersion list={list} copyOf={newest?.number ?? null} />
          </>
        )
      }
    >
      <div className={classes['underTitle']}>
        <Breadcrumbs />
        <span className={classes['aside']}>{t('prices.in_currency', { currency: list.currency })}</span>
      </div>
      <VersionsCard list={list} />
      <AssignmentsCard
        list={list}
        mayManage={mayManage}
        onAssign={published.length > 0 ? () => openAssign(published.at(-1)?.number) : undefined}
      />
      <Suspense>
        {mayManage && assign !== undefined && published.some(({ number }) => number === assign) && (
          <AssignDialog
            list={list}
            versions={published}
            number={assign}
            onClose={() => openAssign(undefined)}
          />
        )}
      </Suspense>
    </Page>
  )
}

function ListMenu({ list }: { readonly list: PriceList }): ReactNode {
  const t = useT()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('prices.actions_for', { name: list.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('rename')}>
            {t('prices.rename')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDialog('delete')}
          >
            {t('prices.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog === 'rename' && <RenameListDialog list={list} onClose={close} />}
        {dialog === 'delete' && <DeleteListDialog list={list} onClose={close} />}
      </Suspense>
    </>
  )
}
