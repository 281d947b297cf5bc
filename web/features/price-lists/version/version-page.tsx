import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { PriceList, PriceListVersionDetail } from '../../../../src/contract/index.ts'
import { priceListQuery, versionQuery } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { Card, ErrorState, Page, useT } from '../../../ui/index.ts'
import { Breadcrumbs } from '../breadcrumbs.tsx'
import classes from '../price-lists.module.css'
import { RatesTab } from './rates-tab.tsx'
import { StateBadge } from './state-badge.tsx'
import { type Draft, useDraft } from './use-draft.ts'
import { VersionActions } from './version-actions.tsx'
import { parseVersionSearch, type VersionTab, versionTabs } from './version-search.ts'

// Each is loaded when it is wanted.
const SimulationTab = lazy(async () => ({
  default: (await import('../simulation/simulation-tab.tsx')).SimulationTab,
}))
const DraftBar = lazy(async () => ({
  default: (await import('./draft-bar.tsx')).DraftBar,
}))
const MomentsTab = lazy(async () => ({
  default: (await import('./moments-tab.tsx')).MomentsTab,
}))

/** One version of a price list: a draft is edited, a published one is read. */
export function VersionPage(): ReactNode {
  const { listId, number } = useParams({ from: '/frame/price-lists/$listId/versions/$number' })
  const name = useMemo(() => ({ listId, number: Number(number) }), [listId, number])
  const list = useQuery(priceListQuery(listId))
  const version = useQuery(versionQuery(name))
  const error = list.error ?? version.error
  if (list.data && version.data)
    return <Version key={`${listId} ${number}`} list={list.data} version={version.data} />
  return (
    <Page title={list.data?.name ?? '…'}>
      <Card>
        {error ? (
          <ErrorState
            error={error}
            onRetry={() => {
              void list.refetch()
              void version.refetch()
            }}
          />
        ) : (
          <Skeleton height={480} />
        )}
      </Card>
    </Page>
  )
}

interface VersionProps {
  readonly list: PriceList
  readonly version: PriceListVersionDetail
}

function Version({ list, version }: VersionProps): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const draft = useDraft({ listId: list.id, number: version.number }, version)
  const isEditable = version.state === 'draft' && scopes.includes('billing:manage')
  const title = t('prices.version_title', { list: list.name, number: version.number })
  return (
    <>
      <Page title={title} actions={<VersionActions list={list} version={version} isDirty={draft.isDirty} />}>
        <div className={classes['underTitle']}>
          <Breadcrumbs list={list} />
          <StateBadge state={version.state} />
        </div>
        <VersionTabs list={list} version={version} draft={draft} isEditable={isEditable} />
      </Page>
      {isEditable && draft.isDirty && (
        <>
          <Suspense>
            <DraftBar draft={draft} />
          </Suspense>
          <LeaveGuard text={t('prices.leave_text')} />
        </>
      )}
    </>
  )
}

interface VersionTabsProps extends VersionProps {
  readonly draft: Draft
  readonly isEditable: boolean
}

function VersionTabs({ list, version, draft, isEditable }: VersionTabsProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/price-lists/$listId/versions/$number' })
  const { tab = 'rates' } = useSearch({ from: '/frame/price-lists/$listId/versions/$number' })
  const change = (next: string | null): void =>
    void navigate({
      search: (before) => parseVersionSearch({ ...before, tab: next === 'rates' ? undefined : next }),
      resetScroll: false,
    })
  const panels = {
    rates: <RatesTab draft={draft} isEditable={isEditable} currency={list.currency} />,
    moments: <MomentsTab draft={draft} isEditable={isEditable} />,
    simulation: (
      <SimulationTab
        list={list}
        number={version.number}
        isDirty={draft.isDirty}
        rates={version.rates.length}
      />
    ),
  } as const satisfies Record<VersionTab, ReactNode>
  return (
    <Card flush>
      <Tabs value={tab} onChange={change} keepMounted={false}>
        <Tabs.List px="xs" aria-label={t('prices.tabs')}>
          {versionTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`prices.tab_${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Suspense fallback={<Skeleton height={240} m="md" />}>{panels[tab]}</Suspense>
        </Tabs.Panel>
      </Tabs>
    </Card>
  )
}
