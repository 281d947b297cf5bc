import { Alert, Skeleton, Stack, Title } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { MessageCard } from '../../../../src/contract/index.ts'
import { messageCardQuery } from '../../../api/queries.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { ErrorState, useSelectionView, useT } from '../../../ui/index.ts'
import { StatusMark } from '../status-mark.tsx'
import classes from './message-card.module.css'
import { MessageFacts } from './message-facts.tsx'
import { MessagePrice } from './message-price.tsx'
import { MessageTimeline } from './message-timeline.tsx'
import { type MissingFact, missingFacts } from './missing-facts.ts'

/** Everything that is known about one message: what it is, what is missing, and what happened to it. */
export function MessageCardView({ id }: { readonly id: string }): ReactNode {
  const card = useQuery(messageCardQuery(id))
  if (card.isPending) return <CardSkeleton />
  if (card.isError) return <ErrorState error={card.error} onRetry={() => void card.refetch()} />
  return <MessageDetails message={card.data} />
}

function MessageDetails({ message }: { readonly message: MessageCard }): ReactNode {
  const t = useT()
  return (
    <Stack gap="lg">
      <header className={classes['head']}>
        <div className={classes['status']}>
          <StatusMark status={message.status} />
        </div>
        <div className={classes['id']}>
          <code>{message.message_id}</code>
          <CopyButton value={message.message_id} label={t('messages.copy_id')} />
        </div>
      </header>
      {message.conflict && (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconArrowsDiff size={20} aria-hidden />}
          title={t('messages.conflict_title')}
        >
          {message.status === 'failed' ? t('messages.conflict_bounced') : t('messages.conflict_text')}
        </Alert>
      )}
      <section aria-label={t('messages.facts')}>
        <MessageFacts message={message} />
      </section>
      <MessagePrice charge={message.charge} />
      <MissingList message={message} />
      <section aria-labelledby="message-timeline">
        <Title order={3} id="message-timeline" mb="sm">
          {t('messages.timeline')}
        </Title>
        <MessageTimeline message={message} />
      </section>
    </Stack>
  )
}

function MissingList({ message }: { readonly message: MessageCard }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const [nowMs] = useState(() => Date.now())
  const missing = missingFacts(message, nowMs)
  const textOf = (fact: MissingFact): string =>
    fact.kind === 'final'
      ? t('messages.missing_final', { time: format.dateTime(fact.deadlineMs) })
      : t(`messages.missing_${fact.kind}`)
  return (
    <section aria-labelledby="message-missing">
      <Title order={3} id="message-missing" mb={4}>
        {t('messages.missing')}
      </Title>
      {missing.length === 0 ? (
        <p className={classes['quiet']}>{t('messages.nothing_missing')}</p>
      ) : (
        <ul className={classes['missing']}>
          {missing.map((fact) => (
            <li key={fact.kind}>{textOf(fact)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function CardSkeleton(): ReactNode {
  return (
    <Stack gap="lg" aria-busy>
      <Skeleton height={56} />
      <Skeleton height={220} />
      <Skeleton height={64} />
      <Skeleton height={280} />
    </Stack>
  )
}
