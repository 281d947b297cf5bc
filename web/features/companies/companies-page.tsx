import { Button, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSession } from '../../api/use-session.ts'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import { Card, Page, useT } from '../../ui/index.ts'
import classes from './companies.module.css'
import { type CompaniesSearch, shownKinds, shownStates } from './companies-search.ts'
import { CompanyList } from './company-list.tsx'

// Loaded when first opened.
const CreateCompany = lazy(async () => ({ default: (await import('./create-company.tsx')).CreateCompany }))

/** Companies below the reader's, with how they stand. */
export function CompaniesPage(): ReactNode {
  const t = useT()
  const { scopes, company_kind: kind, reach } = useSession()
  const navigate = useNavigate({ from: '/companies' })
  const { enter } = useSearch({ from: '/frame/companies' })
  const mayCreate = scopes.includes('companies:manage') && kind !== 'customer' && reach !== 'view'
  return (
    <Page
      title={t('companies.title')}
      bar={<CompaniesBar />}
      actions={
        mayCreate && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
            renderRoot={(props) => (
              <Link
                from="/companies"
                to="."
                search={(before) => ({ ...before, enter: 'company' })}
                resetScroll={false}
                {...props}
              />
            )}
          >
            {t('companies.create')}
          </Button>
        )
      }
    >
      <Card flush>
        <CompanyList />
      </Card>
      <Suspense>
        {enter === 'company' && mayCreate && (
          <CreateCompany
            onClose={() => void navigate({ search: (before) => ({ ...before, enter: undefined }) })}
          />
        )}
      </Suspense>
    </Page>
  )
}

function CompaniesBar(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/companies' })
  const { search, kind, state } = useSearch({ from: '/frame/companies' })
  const set = (change: CompaniesSearch, replace = false): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace, resetScroll: false })
  return (
    <div className={classes['bar']}>
      <SearchInput
        className={classes['search']}
        value={search ?? ''}
        onSearch={(text, isGoingOn) => set({ search: text }, isGoingOn)}
        label={t('companies.search')}
        placeholder={t('companies.search_placeholder')}
        clearLabel={t('companies.clear_search')}
      />
      <Select
        className={classes['filter'] ?? ''}
        aria-label={t('companies.filter_kind')}
        placeholder={t('companies.filter_kind')}
        data={shownKinds.map((value) => ({ value, label: t(`companies.kind_${value}`) }))}
        value={kind ?? null}
        onChange={(value) => set({ kind: shownKinds.find((one) => one === value) })}
        clearable
        clearButtonProps={{ 'aria-label': t('companies.all') }}
      />
      <Select
        className={classes['filter'] ?? ''}
        aria-label={t('companies.filter_state')}
        placeholder={t('companies.filter_state')}
        data={shownStates.map((value) => ({ value, label: t(`companies.state_${value}`) }))}
        value={state ?? null}
        onChange={(value) => set({ state: shownStates.find((one) => one === value) })}
        clearable
        clearButtonProps={{ 'aria-label': t('companies.all') }}
      />
    </div>
  )
}
