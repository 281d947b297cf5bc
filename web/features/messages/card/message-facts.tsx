import type { ReactNode } from 'react'
import type { MessageCard } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { numberTypeName, useSelectionView, useT, useValueNames } from '../../../ui/index.ts'
import { type CellContext, errorOf } from '../message-columns.tsx'
import classes from './message-card.module.css'

type Fact = readonly [label: string, value: string | null]

/** What is known about a message. Facts that most messages lack are left out where they are not known. */
export function MessageFacts({ message }: { readonly message: MessageCard }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const nameOf = useValueNames()
  const always: readonly Fact[] = [
    [t('messages.column_created_at'), format.dateTimeExact(message.created_at)],
    [t('messages.column_channel'), nameOf('channel', message.channel)],
    [t('messages.column_recipient'), message.recipient],
    [t('messages.column_sender'), message.sender],
    [t('messages.column_connection'), nameOf('connection', message.connection)],
    [t('messages.column_latency'), format.duration(message.latency_ms)],
  ]
  return (
    <dl className={classes['facts']}>
      {[...always, ...knownFacts(message, { t, format, nameOf })].map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? noValue}</dd>
        </div>
      ))}
    </dl>
  )
}

function knownFacts(message: MessageCard, { t, format, nameOf }: CellContext): readonly Fact[] {
  const named = (dimension: 'country' | 'network' | 'kind', value: string | null): string | null =>
    value === null ? null : nameOf(dimension, value)
  const when = (instant: string | null): string | null =>
    instant === null ? null : format.dateTimeExact(instant)
  const facts: readonly Fact[] = [
    [t('messages.error'), message.error === null ? null : errorOf(message.error)],
    [t('messages.column_country'), named('country', message.country)],
    [t('messages.column_network'), named('network', message.network)],
    [
      t('messages.number_type'),
      message.recipient_type === null ? null : numberTypeName(t, message.recipient_type),
    ],
    [t('messages.column_campaign'), message.campaign],
    [t('messages.column_template'), message.template],
    [t('messages.column_kind'), named('kind', message.kind)],
    [t('messages.category'), message.category],
    [t('messages.column_segments'), message.segments === null ? null : format.number(message.segments)],
    [t('messages.parts'), message.parts === null || message.parts < 2 ? null : format.number(message.parts)],
    [t('messages.column_cost'), message.cost === null ? null : format.moneyExact(message.cost)],
    [t('messages.machine_opened'), when(message.machine_opened_at)],
    [t('messages.clicked'), when(message.clicked_at)],
    [t('messages.replied'), when(message.replied_at)],
    [t('messages.unsubscribed'), when(message.unsubscribed_at)],
    [t('messages.complained'), when(message.complained_at)],
  ]
  return facts.filter(([, value]) => value !== null && value !== '')
}
