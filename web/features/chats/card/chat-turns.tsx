import type { ReactNode } from 'react'
import type { ChatCard } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { useChatNames } from '../../../ui/chat-selection/use-chat-names.ts'
import { Card, useSelectionView, useT } from '../../../ui/index.ts'
import styles from './chat-card.module.css'

type Turn = ChatCard['turns'][number]

/** Every question of the customer with how long its answer took; who had the chat when; what was rated. */
export function ChatTurns({ chat }: { readonly chat: ChatCard }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
  const { nameOf } = useChatNames()
  return (
    <div className={styles['side']}>
      <Card title={t('chat_list.turns')} definition={t('chat_list.turns_definition')}>
        {chat.turns.length === 0 && <p className={styles['quiet']}>{t('chat_list.no_turns')}</p>}
        <ol className={styles['turns']}>
          {chat.turns.map((turn) => (
            <li key={turn.asked_at}>
              <span>{format.timeExact(turn.asked_at)}</span>
              <span>
                {t(`chat_list.outcome_${turn.outcome}`)}
                {turn.operator !== null && ` · ${nameOf('operator', turn.operator)}`}
                {turn.is_first && <em>{t('chat_list.is_first')}</em>}
              </span>
              <strong data-tone={turnTone(turn)}>{format.duration(lasted(turn))}</strong>
            </li>
          ))}
        </ol>
      </Card>
      <Card title={t('chat_list.handlings')} definition={t('chat_list.handlings_definition')}>
        {chat.handlings.length === 0 && <p className={styles['quiet']}>{t('chat_list.no_handlings')}</p>}
        <ol className={styles['turns']}>
          {chat.handlings.map((handling) => (
            <li key={`${handling.from} ${handling.operator}`}>
              <span>{format.timeExact(handling.from)}</span>
              <span>
                {handling.operator === null ? noValue : nameOf('operator', handling.operator)}
                {handling.group !== null && ` · ${nameOf('group', handling.group)}`}
              </span>
              <strong>
                {handling.ended_at === null ? t('chat_list.going_on') : format.duration(handling.duration_ms)}
              </strong>
            </li>
          ))}
        </ol>
      </Card>
      {chat.surveys.length > 0 && (
        <Card title={t('chat_list.surveys')}>
          <ol className={styles['turns']}>
            {chat.surveys.map((survey) => (
              <li key={survey.asked_at}>
                <span>{format.timeExact(survey.asked_at)}</span>
                <span>{survey.operator !== null && nameOf('operator', survey.operator)}</span>
                <strong>
                  {survey.score === null
                    ? t('chat_list.rating_unanswered')
                    : t('chat_list.score_of', { score: format.number(survey.score) })}
                </strong>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </div>
  )
}

function lasted({ asked_at: from, ended_at: to, duration_ms: ms }: Turn): number | null {
  return ms ?? (to === null ? null : Date.parse(to) - Date.parse(from))
}

function turnTone({ duration_ms: ms, target_ms: target }: Turn): 'good' | 'bad' | undefined {
  if (ms === null || target === null) return undefined
  return ms <= target ? 'good' : 'bad'
}
