import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PriceList } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from '../price-lists.module.css'
import { StateBadge } from '../version/state-badge.tsx'

/** Versions of a list, the newest first. */
export function VersionsCard({ list }: { readonly list: PriceList }): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const versions = list.versions.toSorted((one, other) => other.number - one.number)
  return (
    <Card title={t('prices.versions')} definition={t('prices.versions_definition')} flush>
      {versions.length === 0 ? (
        <p className={classes['empty']}>{t('prices.no_versions')}</p>
      ) : (
        <div className={classes['wide']}>
          <table className={`${table['table']} ${classes['table']}`} data-clickable>
            <thead>
              <tr>
                <th scope="col">{t('prices.version')}</th>
                <th scope="col">{t('prices.state')}</th>
                <th scope="col" data-align="right">
                  {t('prices.rates')}
                </th>
                <th scope="col" data-align="right">
                  {t('prices.created')}
                </th>
                <th scope="col" data-align="right">
                  {t('prices.published')}
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map(({ number, state, rates, created_at, published_at }) => {
                const target = {
                  to: '/price-lists/$listId/versions/$number',
                  params: { listId: list.id, number: String(number) },
                } as const
                return (
                  <tr key={number} onClick={() => void navigate(target)}>
                    <td data-grows>
                      <Link
                        {...target}
                        className={classes['name'] ?? ''}
                        onClick={(event) => event.stopPropagation()}
                      >
                        {t('prices.version_n', { number })}
                      </Link>
                    </td>
                    <td>
                      <StateBadge state={state} />
                    </td>
                    <td data-align="right">{format.number(rates)}</td>
                    <td data-align="right">{format.date(created_at)}</td>
                    <td data-align="right">{format.date(published_at)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
