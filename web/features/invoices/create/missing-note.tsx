import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import {
  type DocumentSide,
  documentObstacles,
  documentSides,
} from '../../../../src/contract/invoice-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import type { ApiError } from '../../../api/api-error.ts'
import { useSession } from '../../../api/use-session.ts'
import { useT } from '../../../ui/index.ts'
import { type MissingPlace, missingLabel, missingPlace } from '../../../ui/invoicing/missing-detail.ts'
import { useCustomers } from '../../../ui/invoicing/use-customers.ts'
import classes from './create.module.css'

interface MissingNoteProps {
  readonly companyId: string
  /** As the API writes it; it is kept for when one comes back. */
  readonly amount: string
  readonly missing: ApiError['fieldErrors']
  readonly buyers: readonly { readonly id: string; readonly name: string }[]
}

/** Names each missing detail with the reason for it and the way to its very field, and from there back to this form. */
export function MissingNote({ companyId, amount, missing, buyers }: MissingNoteProps): ReactNode {
  const t = useT()
  const { company, scopes } = useSession()
  const { sellsToItself } = useCustomers()
  const isBuyer = companyId === company.id
  const customer = buyers.find(({ id }) => id === companyId)?.name ?? ''
  const reader = {
    mayManageCompany: scopes.includes('company:manage'),
    mayManageBilling: scopes.includes('billing:manage'),
    isBuyer,
    sellsToItself,
  }
  const returnTo = returnAddress(amount, isBuyer ? undefined : companyId)
  const details = missing.map(({ path, code }) => ({ ...sideAndField(path), code }))
  return (
    <div className={classes['note']} role="alert">
      <strong>{t('invoices.missing_title')}</strong>
      <span>{t('invoices.missing_text')}</span>
      {documentSides.map((side) => {
        const ofSide = details.filter((one) => one.side === side)
        if (ofSide.length === 0) return null
        return (
          <section key={side} className={classes['missing']}>
            <h3>{sideName(t, side, isBuyer, customer)}</h3>
            <ul>
              {ofSide.map(({ field, code }) => (
                <li key={field}>
                  <MissingField
                    label={missingLabel(t, { field })}
                    place={missingPlace({ side, field }, reader)}
                    customer={customer}
                    returnTo={returnTo}
                  />
                  <span className={classes['why']}>{whyText(t, code)}</span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

interface MissingFieldProps {
  readonly label: string
  readonly place: MissingPlace
  readonly customer: string
  readonly returnTo: string
}

function MissingField({ label, place, customer, returnTo }: MissingFieldProps): ReactNode {
  const t = useT()
  if ('to' in place)
    return (
      <Link to={place.to} search={{ return: returnTo }} hash={place.hash} className={classes['field'] ?? ''}>
        {label}
      </Link>
    )
  const whom =
    place.ask === 'customer'
      ? t('invoices.missing_ask_customer', { company: customer })
      : t(`invoices.missing_ask_${place.ask}`)
  return (
    <>
      <strong>{label}</strong> <span>{whom}</span>
    </>
  )
}

/** This form as it stands, as an address within Tallybook. */
function returnAddress(amount: string, companyId: string | undefined): string {
  const search = new URLSearchParams({ enter: 'create', amount })
  if (companyId !== undefined) search.set('for', companyId)
  return `/invoices?${search}`
}

/** `buyer/legal_address/postal_code` */
function sideAndField(path: string): { readonly side: DocumentSide; readonly field: string } {
  const slash = path.indexOf('/')
  return { side: path.slice(0, slash) === 'buyer' ? 'buyer' : 'supplier', field: path.slice(slash + 1) }
}

function sideName(t: Translate, side: DocumentSide, isBuyer: boolean, customer: string): string {
  if (side === 'buyer')
    return isBuyer ? t('invoices.missing_of_buyer') : t('invoices.missing_of_customer', { company: customer })
  return isBuyer ? t('invoices.missing_of_supplier') : t('invoices.missing_of_us')
}

function whyText(t: Translate, code: string): string {
  const reason = documentObstacles.find((one) => one === code)
  return reason === undefined ? '' : t(`missing_details.${reason}`)
}
