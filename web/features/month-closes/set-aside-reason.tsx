import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MonthClose } from '../../../src/contract/index.ts'
import { documentSides } from '../../../src/contract/invoice-words.ts'
import type { MonthAnomalyCode } from '../../../src/contract/month-close-words.ts'
import { useSession } from '../../api/use-session.ts'
import { useFormat, useT } from '../../ui/index.ts'
import {
  type MissingDetail,
  missingIn,
  missingLabel,
  missingPlace,
} from '../../ui/invoicing/missing-detail.ts'
import { useCustomers } from '../../ui/invoicing/use-customers.ts'
import classes from './month-closes.module.css'

/** What is wrong in words, what to do about it, and the way there. */
export function SetAsideReason({ month }: { readonly month: MonthClose }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { reason } = month
  const missing = reason === 'details_missing' ? missingIn(month.detail) : []
  if (reason === null) return null
  return (
    <>
      <strong>{t(`month_closes.reason_${reason}`)}</strong>
      {missing.length > 0 ? (
        <Missing month={month} missing={missing} />
      ) : (
        month.detail !== null && <small lang="en">{month.detail}</small>
      )}
      <span>
        {t(`month_closes.do_${reason}`)} <WayThere reason={reason} />
      </span>
      <small>{t('month_closes.tried', { time: format.dateTime(month.updated_at) })}</small>
    </>
  )
}

const pricesReasons: ReadonlySet<MonthAnomalyCode> = new Set([
  'unrated',
  'negative_line',
  'too_many_lines',
  'mixed_currencies',
])

function WayThere({ reason }: { readonly reason: MonthAnomalyCode }): ReactNode {
  const t = useT()
  if (!pricesReasons.has(reason)) return null
  return (
    <Link to="/price-lists" className={classes['link'] ?? ''}>
      {t('month_closes.to_prices')}
    </Link>
  )
}

interface MissingProps {
  readonly month: MonthClose
  readonly missing: readonly MissingDetail[]
}

/** The missing fields of each side, as links to where they are filled in. */
function Missing({ month, missing }: MissingProps): ReactNode {
  const t = useT()
  const { company, scopes } = useSession()
  const { sellsToItself } = useCustomers()
  const reader = {
    mayManageCompany: scopes.includes('company:manage'),
    mayManageBilling: scopes.includes('billing:manage'),
    isBuyer: month.company_id === company.id,
    sellsToItself,
  }
  return (
    <>
      {documentSides.map((side) => {
        const ofSide = missing.filter((one) => one.side === side)
        if (ofSide.length === 0) return null
        return (
          <span key={side}>
            {t(`month_closes.missing_of_${side}`)}{' '}
            {ofSide.map((one, place) => (
              <span key={one.field}>
                {place > 0 && ', '}
                <MissingField label={missingLabel(t, one)} place={missingPlace(one, reader)} />
              </span>
            ))}
          </span>
        )
      })}
    </>
  )
}

interface MissingFieldProps {
  readonly label: string
  readonly place: ReturnType<typeof missingPlace>
}

function MissingField({ label, place }: MissingFieldProps): ReactNode {
  if (!('to' in place)) return label
  return (
    <Link
      to={place.to}
      search={{ return: '/month-closes?state=set_aside' }}
      hash={place.hash}
      className={classes['link'] ?? ''}
    >
      {label}
    </Link>
  )
}
