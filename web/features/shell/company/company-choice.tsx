import { ActionIcon, Loader, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCheck, IconEye, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ReachableCompanies } from '../../../../src/contract/index.ts'
import { reachableCompaniesQuery } from '../../../api/companies-queries.ts'
import { addressOfCompany } from '../../../api/company-address.ts'
import { useSession } from '../../../api/use-session.ts'
import { errorText, useT } from '../../../ui/index.ts'
import classes from './company-choice.module.css'

type Reachable = ReachableCompanies['companies'][number]

const typingPauseMs = 200

/** A search among the companies that the reader reaches; each opens by an address of its own, also in another tab. */
export function CompanyChoice(): ReactNode {
  const t = useT()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), typingPauseMs)
  const { data, error, isFetching } = useQuery(reachableCompaniesQuery(search))
  const left = data ? data.total - data.companies.length : 0
  return (
    <div className={classes['choice']}>
      <TextInput
        type="search"
        aria-label={t('shell.switch_company')}
        placeholder={t('companies.find_company')}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        rightSection={isFetching && <Loader size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      {error !== null && <p className={classes['note']}>{errorText(t, error)}</p>}
      {data?.companies.length === 0 && <p className={classes['note']}>{t('companies.no_company_found')}</p>}
      <ul className={classes['list']}>
        {data?.companies.map((company) => (
          <CompanyItem key={company.id} company={company} />
        ))}
      </ul>
      {left > 0 && <p className={classes['note']}>{t('companies.more_companies', { n: left })}</p>}
    </div>
  )
}

function CompanyItem({ company }: { readonly company: Reachable }): ReactNode {
  const t = useT()
  const current = useSession()
  const isCurrent = company.id === current.company.id && current.reach !== 'view'
  const about = [
    company.is_own ? t('companies.own_company') : company.parent_name,
    company.tax_number,
  ].filter((part) => part !== null)
  return (
    <li className={classes['item']}>
      <a
        className={classes['link']}
        href={addressOfCompany(company.id)}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span className={classes['name']}>{company.name}</span>
        <span className={classes['about']}>{about.join(' · ')}</span>
        {isCurrent && <IconCheck size={16} className={classes['check']} aria-hidden />}
      </a>
      {company.may_view && (
        <Tooltip label={t('companies.view_company', { name: company.name })} withArrow>
          <ActionIcon
            component="a"
            href={addressOfCompany(company.id, 'view')}
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('companies.view_company', { name: company.name })}
          >
            <IconEye size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  )
}
