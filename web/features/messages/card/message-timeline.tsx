import { Button, Tooltip, useComputedColorScheme, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconClockQuestion } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageCard, MessageStep } from '../../../../src/contract/index.ts'
import { rawRequestQuery } from '../../../api/queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { statusColor } from '../../../charts/palette.ts'
import { stepOfStatus } from '../../../charts/status-steps.ts'
import { providerName, stepName, useSelectionView, useT } from '../../../ui/index.ts'
import { RawEvent } from '../../../ui/raw-event/raw-event.tsx'
import { errorOf } from '../message-columns.tsx'
import classes from './message-card.module.css'
import { type TimelineStep, timelineGaps } from './timeline-gaps.ts'

const sideSteps: ReadonlySet<MessageStep> = new Set([
  'clicked',
  'replied',
  'unsubscribed',
  'complained',
  'noted',
])

/** Every event of the message in order, with the time that passed between them. */
export function MessageTimeline({ message }: { readonly message: MessageCard }): ReactNode {
  return (
    <ol className={classes['timeline']}>
      {timelineGaps(message.timeline).map((step) => (
        <TimelineItem key={step.entry.event_id} messageId={message.id} step={step} />
      ))}
    </ol>
  )
}

interface TimelineItemProps {
  readonly messageId: string
  readonly step: TimelineStep
}

function TimelineItem({ messageId, step: { entry, gapMs } }: TimelineItemProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const scheme = useComputedColorScheme('light')
  const navigate = useNavigate({ from: '/messages' })
  const seesRaw = useSession().scopes.includes('personal_data:read')
  const isOpen = useSearch({ from: '/frame/messages', select: ({ event }) => event === entry.event_id })
  const rawId = `raw-${entry.event_id}`
  const toggle = (): void =>
    void navigate({
      search: (before) => ({ ...before, event: isOpen ? undefined : entry.event_id }),
      replace: true,
      resetScroll: false,
    })
  const color = sideSteps.has(entry.step)
    ? 'var(--mantine-color-dimmed)'
    : statusColor(stepOfStatus(entry.step), scheme)
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  return (
    <li style={{ '--dot': color }}>
      <div className={classes['stepHead']}>
        <strong>{stepName(t, entry.step)}</strong>
        {gapMs !== null && (
          <span className={classes['gap']}>
            {gapMs < 1 ? t('messages.at_once') : t('messages.after', { duration: format.duration(gapMs) })}
          </span>
        )}
      </div>
      <div className={classes['stepTime']}>
        {format.dateTimeExact(entry.time)}
        {entry.time_source === 'receipt' && (
          <Tooltip label={t('messages.time_of_receipt')} multiline maw={280}>
            <span className={classes['source']}>
              <IconClockQuestion size={16} stroke={1.6} aria-hidden />
              <VisuallyHidden>{t('messages.time_of_receipt')}</VisuallyHidden>
            </span>
          </Tooltip>
        )}
        <span> · {providerName(t, entry.provider)}</span>
        {entry.part !== null && entry.part > 0 && <span> · {t('messages.part', { part: entry.part })}</span>}
      </div>
      {entry.error !== null && <div className={classes['stepError']}>{errorOf(entry.error)}</div>}
      {entry.machine && <div className={classes['quiet']}>{t('messages.by_machine')}</div>}
      {entry.url !== null && <div className={classes['url']}>{entry.url}</div>}
      {seesRaw && (
        <>
          <Button
            variant="subtle"
            size="compact-xs"
            ml={-6}
            onClick={toggle}
            aria-expanded={isOpen}
            aria-controls={rawId}
            rightSection={<Chevron size={14} aria-hidden />}
          >
            {isOpen ? t('messages.hide_event') : t('messages.show_event')}
          </Button>
          <div id={rawId}>{isOpen && <RawEvent query={rawRequestQuery(messageId, entry.event_id)} />}</div>
        </>
      )}
    </li>
  )
}
