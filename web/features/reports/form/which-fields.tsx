import { Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { transferKinds } from '../../../../src/contract/money-words.ts'
import { catalogueQuery } from '../../../api/queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { SearchInput } from '../../../ui/controls/search-input.tsx'
import { ValuesMenu } from '../../../ui/controls/values-menu.tsx'
import { AddFilter, FilterChips, useLanguage, useT } from '../../../ui/index.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'
import { CallFields } from './call-fields.tsx'
import { ChatFields } from './chat-fields.tsx'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { metricOf, type OfferedType } from './report-content.ts'
import { parseReportFormSearch } from './report-form-search.ts'
import { Segments } from './segments.tsx'

type Filter = OfferedType['filters'][number]

/** The filters that the type takes. */
export function WhichFields(): ReactNode {
  const { type } = useFormView()
  const takes = (name: Filter): boolean => type.filters.includes(name)
  return (
    <>
      {takes('company_id') && <CompanyField />}
      {takes('metric') && <MetricField />}
      {takes('channel') && (
        <div className={classes['filters']}>
          <AddFilter />
          <FilterChips />
        </div>
      )}
      {takes('messenger') && <ChatFields />}
      {takes('direction') && <CallFields />}
      {takes('search') && <TextField />}
      {takes('transaction_kind') && <KindsField />}
      {takes('usage') && <UsageField />}
      {takes('with_expenses') && <ExpensesField />}
    </>
  )
}

const listedServices = ['messages', 'chats', 'calls'] as const
const usualMetrics = { messages: 'messages.created', chats: 'chats.new', calls: 'calls.total' } as const

/** Which number's items are the rows. */
function MetricField(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { search, type, change } = useFormView()
  const { data } = useQuery(catalogueQuery)
  const service = listedServices.find((one) => one === type.service) ?? 'messages'
  const usual = usualMetrics[service]
  const metric = metricOf(search.metric, type) ?? usual
  const options = (data?.metrics ?? [])
    .filter(
      ({ name, unit }) =>
        name === metric ||
        (name.startsWith(`${type.service}.`) && unit === 'count' && name !== 'messages.segments'),
    )
    .map(({ name, title }) => ({ value: name, label: title[language] ?? name }))
  return (
    <Select
      label={t(`report_form.metric_${service}`)}
      data={options}
      value={metric}
      allowDeselect={false}
      maxDropdownHeight={360}
      onChange={(next) => {
        if (next !== null) change({ metric: parseReportFormSearch({ metric: next }).metric })
      }}
    />
  )
}

function TextField(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  return (
    <div>
      <SearchInput
        label={t('report_form.search')}
        placeholder={t('report_form.search')}
        clearLabel={t('report_page.clear_search')}
        value={search.search ?? ''}
        onSearch={(next) => change({ search: next })}
      />
      <p className={classes['help']}>{t('report_form.search_help')}</p>
    </div>
  )
}

/** For those who sell to others. */
function CompanyField(): ReactNode {
  const t = useT()
  const { company } = useSession()
  const { customers } = useCustomers()
  const { search, change } = useFormView()
  if (customers.length === 0) return null
  const own = { value: company.id, label: t('report_form.company_own', { name: company.name }) }
  return (
    <Select
      label={t('report_form.company')}
      data={[own, ...customers.map(({ id, name }) => ({ value: id, label: name }))]}
      searchable
      allowDeselect={false}
      value={search.company ?? company.id}
      onChange={(next) => change({ company: next === null || next === company.id ? undefined : next })}
    />
  )
}

function KindsField(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  return (
    <div className={classes['filters']}>
      <ValuesMenu
        label={t('report_form.kinds')}
        all={t('report_form.all_kinds')}
        values={transferKinds.map((value) => ({ value, name: t(`transactions.kind_${value}`) }))}
        chosen={search.transaction_kind ?? []}
        onChange={(next) =>
          change({ transaction_kind: parseReportFormSearch({ transaction_kind: next }).transaction_kind })
        }
      />
    </div>
  )
}

function UsageField(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  return (
    <Segments
      label={t('report_form.usage')}
      value={search.usage ?? 'each'}
      data={(['each', 'day'] as const).map((value) => ({ value, label: t(`report_form.usage_${value}`) }))}
      onChange={(next) => change({ usage: next === 'day' ? next : undefined })}
    />
  )
}

function ExpensesField(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  return (
    <Switch
      label={t('report_form.with_expenses')}
      checked={search.with_expenses === 'yes'}
      onChange={(event) => change({ with_expenses: event.currentTarget.checked ? 'yes' : undefined })}
    />
  )
}
