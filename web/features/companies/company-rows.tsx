import type { ReactNode } from 'react'
import type { CompanyBelow } from '../../../src/contract/index.ts'
import { addressOfCompany } from '../../api/company-address.ts'
import { useFormat, useT } from '../../ui/index.ts'
import classes from './companies.module.css'
import { CompanyMenu } from './company-menu.tsx'
import { CompanyStateMark } from './company-state.tsx'
import { useAboutCompany } from './use-about-company.ts'

/** Companies on a phone. */
export function CompanyRows({ companies }: { readonly companies: readonly CompanyBelow[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  const about = useAboutCompany()
  return (
    <ul className={classes['rows']} aria-label={t('companies.title')}>
      {companies.map((company) => (
        <li key={company.id} className={classes['row']}>
          <div className={classes['what']}>
            <a className={classes['name']} href={addressOfCompany(company.id)}>
              {company.name}
            </a>
            <span className={classes['about']}>{about(company)}</span>
            <span className={classes['about']}>
              {company.last_event_at === null
                ? t('companies.no_event')
                : format.dateTime(company.last_event_at)}
              {company.spent_this_month &&
                ` · ${t('companies.spent', { amount: format.money(company.spent_this_month) })}`}
            </span>
          </div>
          <div className={classes['stand']}>
            {company.balance && <strong>{format.money(company.balance)}</strong>}
            <CompanyStateMark state={company.state} />
          </div>
          <CompanyMenu company={company} />
        </li>
      ))}
    </ul>
  )
}
