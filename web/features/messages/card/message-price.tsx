import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageCharge, PriceReason } from '../../../../src/contract/index.ts'
import { wordOf } from '../../../../src/messages/index.ts'
import { useSession } from '../../../api/use-session.ts'
import { useSelectionView, useT } from '../../../ui/index.ts'
import classes from './message-card.module.css'

/** What the message is charged and why, or why it is not. Left out where charges are not known. */
export function MessagePrice({ charge }: { readonly charge: MessageCharge | null }): ReactNode {
  const t = useT()
  if (charge === null) return null
  return (
    <section aria-labelledby="message-price">
      <Title order={3} id="message-price" mb={4}>
        {t('messages.price')}
      </Title>
      {charge.state === 'charged' ? (
        <Charged charge={charge} />
      ) : (
        <p className={classes['quiet']}>
          {charge.state === 'none'
            ? t('messages.not_charged')
            : t(`messages.unrated_${charge.unrated_reason ?? 'no_rate'}`)}
        </p>
      )}
    </section>
  )
}

function Charged({ charge }: { readonly charge: MessageCharge }): ReactNode {
  const { format } = useSelectionView()
  return (
    <>
      <p className={classes['price']}>{format.moneyExact(charge.amount)}</p>
      {charge.reason && <Reason reason={charge.reason} />}
    </>
  )
}

function Reason({ reason }: { readonly reason: PriceReason }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { rate, quantity, price_list, version, amount } = reason
  const unit = t(`messages.quantity_${rate.unit}`, { n: quantity })
  const price = format.moneyExact({ amount: rate.price, currency: amount.currency })
  const parts = [
    wordOf(t, 'channel', rate.channel),
    rate.kind === null ? t('messages.every_kind') : wordOf(t, 'kind', rate.kind),
    destinationName(rate.destination, t, format),
  ]
  return (
    <dl className={classes['reason']}>
      <div>
        <dt>{t('messages.price_list')}</dt>
        <dd>
          <ListName id={reason.price_list_id} number={version}>
            {t('messages.list_version', { list: price_list, number: version })}
          </ListName>
        </dd>
      </div>
      <div>
        <dt>{t('messages.rate')}</dt>
        <dd>{parts.join(', ')}</dd>
      </div>
      <div>
        <dt>{t('messages.calculation')}</dt>
        <dd>
          {rate.unit === 'minute'
            ? t('messages.by_minute', { unit, price })
            : t('messages.times', { unit, price })}
        </dd>
      </div>
    </dl>
  )
}

/** A link for those who may see whole price lists. */
function ListName(props: {
  readonly id: string
  readonly number: number
  readonly children: ReactNode
}): ReactNode {
  const { scopes } = useSession()
  if (!scopes.includes('billing:manage')) return props.children
  return (
    <Link
      to="/price-lists/$listId/versions/$number"
      params={{ listId: props.id, number: String(props.number) }}
    >
      {props.children}
    </Link>
  )
}

function destinationName(
  destination: string,
  t: ReturnType<typeof useT>,
  format: ReturnType<typeof useSelectionView>['format'],
): string {
  if (destination === 'any') return t('messages.anywhere')
  return format.country(destination)
}
