import { VisuallyHidden } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Delivery } from '../../../../src/contract/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import rows from '../../../ui/page/phone-rows.module.css'
import { DeliveryStateBadge } from './delivery-state.tsx'
import { resultText, typeName } from './notice-words.ts'
import classes from './notices.module.css'

interface DeliveriesProps {
  readonly deliveries: readonly Delivery[]
}

const columns = ['time', 'event', 'receiver', 'state', 'result'] as const

/** One line a delivery; a row opens its details, and its time is the link that keyboards reach. */
export function DeliveryTable({ deliveries }: DeliveriesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate({ from: '/settings/notices' })
  const { open } = useSearch({ from: '/frame/settings/notices' })
  const openDetails = (id: string): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type === 'Range') return
    void navigate({ search: (before) => ({ ...before, open: id }), resetScroll: false })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('notices.log')}>
      <table className={`${table['table']} ${classes['table']}`} data-clickable>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`notices.column_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr
              key={delivery.id}
              data-open={delivery.id === open || undefined}
              onClick={() => openDetails(delivery.id)}
            >
              <td>
                <Link
                  from="/settings/notices"
                  to="."
                  search={(before) => ({ ...before, open: delivery.id })}
                  resetScroll={false}
                  className={table['link'] ?? ''}
                  onClick={(event) => event.stopPropagation()}
                >
                  {format.dateTime(delivery.occurred_at)}
                  <VisuallyHidden> {t('notices.open_details')}</VisuallyHidden>
                </Link>
              </td>
              <td>{typeName(t, delivery.type)}</td>
              <td data-grows title={delivery.recipient}>
                {shortAddress(delivery.recipient)}
              </td>
              <td>
                <DeliveryStateBadge delivery={delivery} />
              </td>
              <td>{lastResult(t, delivery)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The log on a phone: two lines a delivery. */
export function DeliveryRows({ deliveries }: DeliveriesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <ul className={rows['rows']} aria-label={t('notices.log')}>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Link
            from="/settings/notices"
            to="."
            search={(before) => ({ ...before, open: delivery.id })}
            resetScroll={false}
            className={rows['row'] ?? ''}
          >
            <span className={rows['main']}>{typeName(t, delivery.type)}</span>
            <DeliveryStateBadge delivery={delivery} />
            <span className={rows['muted']}>{shortAddress(delivery.recipient)}</span>
            <span className={rows['muted']}>{format.dateTime(delivery.occurred_at)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** All of them begin with the same eight characters. */
function shortAddress(recipient: string): string {
  return recipient.replace(/^https:\/\//, '')
}

function lastResult(t: Translate, { attempts, last_status, last_error }: Delivery): string {
  return attempts === 0 && last_error === null ? '–' : resultText(t, last_status, last_error)
}
