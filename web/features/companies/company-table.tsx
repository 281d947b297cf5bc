import type { ReactNode } from 'react'
import type { CompanyBelow } from '../../../src/contract/index.ts'
import { addressOfCompany } from '../../api/company-address.ts'
import { useFormat, useT } from '../../ui/index.ts'
import table from '../../ui/page/data-table.module.css'
import classes from './companies.module.css'
import { CompanyMenu } from './company-menu.tsx'
import { CompanyStateMark } from './company-state.tsx'
import { useAboutCompany } from './use-about-company.ts'

interface CompaniesProps {
  readonly companies: readonly CompanyBelow[]
}

export function CompanyTable({ companies }: CompaniesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const about = useAboutCompany()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('companies.title')}>
      <table className={`${table['table']} ${classes['table']}`}>
        <thead>
          <tr>
            <th scope="col" data-grows>
              {t('companies.column_company')}
            </th>
            <th scope="col">{t('companies.column_state')}</th>
            <th scope="col">{t('companies.column_last_event')}</th>
            <th scope="col" data-align="right">
              {t('companies.column_spent')}
            </th>
            <th scope="col" data-align="right">
              {t('companies.column_balance')}
            </th>
            <th scope="col" aria-label={t('companies.column_acts')} />
          </tr>
        </thead>
        <tbody>
          {companies.map((company) => (
            <tr key={company.id}>
              <td data-grows>
                <a className={classes['name']} href={addressOfCompany(company.id)}>
                  {company.name}
                </a>
                <span className={classes['about']}>{about(company)}</span>
              </td>
              <td>
                <CompanyStateMark state={company.state} />
              </td>
              <td>
                {company.last_event_at === null
                  ? t('companies.no_event')
                  : format.dateTime(company.last_event_at)}
              </td>
              <td data-align="right">
                {company.spent_this_month ? format.money(company.spent_this_month) : '–'}
              </td>
              <td data-align="right">
                <strong>{company.balance ? format.money(company.balance) : '–'}</strong>
              </td>
              <td data-align="right">
                <CompanyMenu company={company} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
