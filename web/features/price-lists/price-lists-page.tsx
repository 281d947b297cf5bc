import { Button, Skeleton } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { PriceList } from '../../../src/contract/index.ts'
import { noValue } from '../../../src/messages/index.ts'
import { priceListsQuery } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { Card, EmptyState, ErrorState, Page, useFormat, useT } from '../../ui/index.ts'
import { UnratedAlert } from '../../ui/money/unrated-alert.tsx'
import table from '../../ui/page/data-table.module.css'
import { assignmentState } from './list/assignment-state.ts'
import classes from './price-lists.module.css'
import { useRecentPeriod } from './use-recent-period.ts'

// Loaded when opened.
const NewListDialog = lazy(async () => ({
  default: (await import('./list-dialogs.tsx')).NewListDialog,
}))

/** All price lists that the company sells by. */
export function PriceListsPage(): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const mayManage = scopes.includes('billing:manage')
  const [isCreating, setCreating] = useState(false)
  const lists = useQuery(priceListsQuery)
  const period = useRecentPeriod()
  const create = (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setCreating(true)}>
      {t('prices.new_list')}
    </Button>
  )
  return (
    <Page
      title={t('prices.lists')}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link to="/prices" {...props} />}>
            {t('prices.own_prices')}
          </Button>
          {mayManage && (lists.data?.length ?? 0) > 0 && create}
        </>
      }
    >
      <UnratedAlert period={period} />
      <Card flush>
        {lists.isPending ? (
          <div className={classes['skeleton']} aria-busy>
            {['one', 'two', 'three', 'four'].map((row) => (
              <Skeleton key={row} height={18} />
            ))}
          </div>
        ) : lists.isError ? (
          <ErrorState error={lists.error} onRetry={() => void lists.refetch()} />
        ) : lists.data.length === 0 ? (
          <EmptyState
            icon={<IconTags size={28} stroke={1.5} />}
            title={t('prices.no_lists_title')}
            text={t('prices.no_lists_text')}
            action={mayManage && create}
          />
        ) : (
          <ListTable lists={lists.data} />
        )}
      </Card>
      <Suspense>{isCreating && <NewListDialog onClose={() => setCreating(false)} />}</Suspense>
    </Page>
  )
}

function ListTable({ lists }: { readonly lists: readonly PriceList[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const [nowMs] = useState(() => Date.now())
  return (
    <div className={classes['wide']}>
      <table className={`${table['table']} ${classes['table']}`} data-clickable>
        <thead>
          <tr>
            <th scope="col">{t('prices.name')}</th>
            <th scope="col">{t('prices.currency')}</th>
            <th scope="col">{t('prices.newest_version')}</th>
            <th scope="col" data-align="right">
              {t('prices.rates')}
            </th>
            <th scope="col" data-align="right">
              {t('prices.companies_in_force')}
            </th>
            <th scope="col" data-align="right">
              {t('prices.created')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => {
            const newest = list.versions.toSorted((one, other) => other.number - one.number)[0]
            const inForce = list.assignments.filter((one) => assignmentState(one, nowMs) === 'in_force')
            return (
              <tr
                key={list.id}
                onClick={() => void navigate({ to: '/price-lists/$listId', params: { listId: list.id } })}
              >
                <td data-grows>
                  <Link
                    to="/price-lists/$listId"
                    params={{ listId: list.id }}
                    className={classes['name'] ?? ''}
                    onClick={(event) => event.stopPropagation()}
                  >
                    {list.name}
                  </Link>
                </td>
                <td>{list.currency}</td>
                <td>
                  {newest
                    ? t('prices.version_state', {
                        number: newest.number,
                        state: t(`prices.state_of_${newest.state}`),
                      })
                    : noValue}
                </td>
                <td data-align="right">{format.number(newest?.rates)}</td>
                <td data-align="right">{format.number(inForce.length)}</td>
                <td data-align="right">{format.date(list.created_at)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
