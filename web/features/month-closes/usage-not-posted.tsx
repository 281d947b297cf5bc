import type { ReactNode } from 'react'
import { useFormat, useT } from '../../ui/index.ts'
import { Caution } from '../../ui/states/caution.tsx'
import classes from './month-closes.module.css'
import { useMonths } from './use-months.ts'

/** Says of which companies usage could not be posted, and why: it is missing in their balances, and holds up their months. */
export function UsageNotPosted(): ReactNode {
  const t = useT()
  const format = useFormat()
  const found = useMonths().data?.pages[0]?.usage_not_posted ?? []
  if (found.length === 0) return null
  return (
    <Caution title={t('month_closes.not_posted', { n: new Set(found.map((one) => one.company_id)).size })}>
      {found.map(({ company_id, company_name, amount, reason, since }) => (
        <span key={`${company_id} ${amount.currency}`} className={classes['notPosted']}>
          {t('month_closes.not_posted_of', {
            company: company_name,
            amount: format.money(amount),
            time: format.dateTime(since),
            why: t(`month_closes.not_posted_${reason}`),
          })}
        </span>
      ))}
      {t('month_closes.not_posted_text')}
    </Caution>
  )
}
