import { Button, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { companiesQuery } from '../../api/companies-queries.ts'
import { EmptyState, ErrorState, useT } from '../../ui/index.ts'
import classes from './companies.module.css'
import type { CompaniesSearch } from './companies-search.ts'
import { CompanyRows } from './company-rows.tsx'
import { CompanyTable } from './company-table.tsx'

const skeletonRows = 8

/** The companies of the address's search and filters, page by page. */
export function CompanyList(): ReactNode {
  const t = useT()
  const asked = useSearch({ from: '/frame/companies' })
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useInfiniteQuery(companiesQuery(questionOf(asked)))
  const companies = answer.data?.pages.flatMap((page) => page.companies)
  if (companies === undefined)
    return answer.error === null ? (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={20} />
        ))}
      </div>
    ) : (
      <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
    )
  if (companies.length === 0) {
    const isSearch = Object.keys(questionOf(asked)).length > 0
    return (
      <EmptyState
        icon={<IconBuildingCommunity size={28} stroke={1.5} />}
        title={t(isSearch ? 'companies.none_found' : 'companies.none')}
        text={t(isSearch ? 'companies.none_found_text' : 'companies.none_text')}
      />
    )
  }
  return (
    <>
      {isNarrow ? <CompanyRows companies={companies} /> : <CompanyTable companies={companies} />}
      <div className={classes['foot']}>
        <Text size="sm" c="dimmed">
          {t('companies.count', { n: answer.data?.pages[0]?.total ?? companies.length })}
        </Text>
        {answer.hasNextPage && (
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('companies.load_more')}
          </Button>
        )}
      </div>
    </>
  )
}

function questionOf({ search, kind, state }: CompaniesSearch) {
  return {
    ...(search !== undefined && { search }),
    ...(kind !== undefined && { kind }),
    ...(state !== undefined && { blocked: state === 'blocked' ? ('true' as const) : ('false' as const) }),
  }
}
