import { Button, Tooltip, useComputedColorScheme, VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconClockQuestion, IconLock } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ChatCard } from '../../../../src/contract/index.ts'
import { chatRawRequestQuery } from '../../../api/chat-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { actorColors } from '../../../charts/palette.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { useSelectionView, useT } from '../../../ui/index.ts'
import { RawEvent } from '../../../ui/raw-event/raw-event.tsx'
import styles from './chat-card.module.css'

type Entry = ChatCard['timeline'][number]

/** Every event of the chat in order, with who wrote and how much time passed. */
export function ChatTimeline({ chat }: { readonly chat: ChatCard }): ReactNode {
  const t = useT()
  return (
    <>
      <ol className={styles['timeline']}>
        {chat.timeline.map((entry, place) => (
          <TimelineItem
            key={entry.event_id}
            chatId={chat.id}
            entry={entry}
            before={chat.timeline[place - 1]}
          />
        ))}
      </ol>
      {chat.timeline_truncated && <p className={styles['quiet']}>{t('chat_list.timeline_truncated')}</p>}
    </>
  )
}

interface TimelineItemProps {
  readonly chatId: string
  readonly entry: Entry
  readonly before: Entry | undefined
}

function TimelineItem({ chatId, entry, before }: TimelineItemProps): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const scheme = useComputedColorScheme('light')
  const gapMs = before === undefined ? 0 : Date.parse(entry.time) - Date.parse(before.time)
  return (
    <li style={{ '--dot': dotOf(entry, scheme) }} data-message={entry.step === 'message' || undefined}>
      <div className={styles['stepHead']}>
        <strong>
          {entry.step === 'message' && entry.author !== null
            ? t(`chat_list.message_${entry.author}`)
            : t(`chat_list.step_${entry.step}`)}
          {!entry.public && (
            <span className={styles['private']}>
              <IconLock size={14} stroke={1.6} aria-hidden /> {t('chat_list.private')}
            </span>
          )}
        </strong>
        {gapMs > 0 && (
          <span className={styles['gap']}>{t('messages.after', { duration: format.duration(gapMs) })}</span>
        )}
      </div>
      <EntryDetails entry={entry} />
      <div className={styles['stepTime']}>
        {format.dateTimeExact(entry.time)}
        {entry.time_source === 'receipt' && (
          <Tooltip label={t('messages.time_of_receipt')} multiline maw={280}>
            <span className={styles['source']}>
              <IconClockQuestion size={16} stroke={1.6} aria-hidden />
              <VisuallyHidden>{t('messages.time_of_receipt')}</VisuallyHidden>
            </span>
          </Tooltip>
        )}
        <RawToggle chatId={chatId} entry={entry} />
      </div>
      <RawPlace chatId={chatId} entry={entry} />
    </li>
  )
}

function dotOf({ step, author }: Entry, scheme: 'light' | 'dark'): string {
  if (step === 'message' && author !== null && author !== 'system') return actorColors[author][scheme]
  if (step === 'handed_over') return actorColors.handed_over[scheme]
  return 'var(--mantine-color-dimmed)'
}

/** To whom it went, who closed, what was said of it. */
function EntryDetails({ entry }: { readonly entry: Entry }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { nameOf } = useChatNames()
  const parts = [
    entry.group === null ? null : nameOf('group', entry.group),
    entry.operator === null ? null : nameOf('operator', entry.operator),
    entry.close_by === null ? null : t('chat_list.closed_by', { who: nameOf('close_by', entry.close_by) }),
    entry.opened_by === null ? null : t(`chat_list.opened_by_${entry.opened_by}`),
    entry.score === null ? null : t('chat_list.score_of', { score: format.number(entry.score) }),
    entry.tags.length === 0 ? null : entry.tags.join(', '),
  ].filter((part) => part !== null)
  if (parts.length === 0 && entry.comment === null) return null
  return (
    <div className={styles['details']}>
      {parts.join(' · ')}
      {entry.comment !== null && <q>{entry.comment}</q>}
    </div>
  )
}

interface RawProps {
  readonly chatId: string
  readonly entry: Entry
}

function useIsShown({ event_id: id }: Entry): boolean {
  return useSearch({ from: '/frame/chats/$chatId', select: ({ event }) => event === id })
}

function RawToggle({ entry }: RawProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/chats/$chatId' })
  const isShown = useIsShown(entry)
  const seesRaw = useSession().scopes.includes('personal_data:read')
  const Chevron = isShown ? IconChevronUp : IconChevronDown
  if (!seesRaw) return null
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      aria-expanded={isShown}
      aria-controls={`raw-${entry.event_id}`}
      rightSection={<Chevron size={14} aria-hidden />}
      onClick={() =>
        void navigate({
          search: (before) => ({ ...before, event: isShown ? undefined : entry.event_id }),
          replace: true,
          resetScroll: false,
        })
      }
    >
      {isShown ? t('messages.hide_event') : t('messages.show_event')}
    </Button>
  )
}

function RawPlace({ chatId, entry }: RawProps): ReactNode {
  const seesRaw = useSession().scopes.includes('personal_data:read')
  const isShown = useIsShown(entry) && seesRaw
  return (
    <div id={`raw-${entry.event_id}`}>
      {isShown && <RawEvent query={chatRawRequestQuery(chatId, entry.event_id)} />}
    </div>
  )
}
