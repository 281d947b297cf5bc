import type { ReactNode } from 'react'
import type { ChatCard } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { useSelectionView, useT } from '../../../ui/index.ts'
import styles from './chat-card.module.css'

interface Measure {
  readonly name: string
  readonly value: string
  readonly note: string | null
  readonly tone?: 'good' | 'bad' | undefined
}

/** The chat in four numbers: first response, slowest later one, time open, rating. */
export function ChatMeasures({ chat }: { readonly chat: ChatCard }): ReactNode {
  const t = useT()
  const { format, nowMs } = useSelectionView()
  const measures: readonly Measure[] = [
    firstResponse(chat, nowMs, format, t),
    slowestTurn(chat, format, t),
    {
      name: t('chat_list.open_for'),
      value: format.duration(
        chat.cycles.reduce(
          (sum, { from, to }) => sum + (to === null ? nowMs : Date.parse(to)) - Date.parse(from),
          0,
        ),
      ),
      note: chat.cycles.length > 1 ? t('chat_list.cycles', { n: chat.cycles.length }) : null,
    },
    rating(chat, format, t),
  ]
  return (
    <section className={styles['measures']} aria-label={t('chat_list.measures')}>
      {measures.map(({ name, value, note, tone }) => (
        <div key={name} className={styles['measure']}>
          <span>{name}</span>
          <strong data-tone={tone}>{value}</strong>
          <small>{note}</small>
        </div>
      ))}
    </section>
  )
}

type Format = ReturnType<typeof useSelectionView>['format']
type T = ReturnType<typeof useT>

function firstResponse({ first_response: first }: ChatCard, nowMs: number, format: Format, t: T): Measure {
  const name = t('chat_list.first_response')
  const target = first.target_ms
  const note = target === null ? null : t('chat_list.target', { duration: format.duration(target) })
  if (first.state === 'pending' && first.start_at !== null) {
    const soFarMs = nowMs - Date.parse(first.start_at)
    return {
      name,
      value: format.duration(soFarMs),
      note: note === null ? t('chat_list.pending') : `${t('chat_list.pending')} · ${note}`,
      tone: target !== null && soFarMs > target ? 'bad' : undefined,
    }
  }
  if (first.duration_ms === null) return { name, value: noValue, note: t('chat_list.no_response') }
  const business =
    first.business_ms === null
      ? null
      : t('chat_list.in_business', { duration: format.duration(first.business_ms) })
  return {
    name,
    value: format.duration(first.duration_ms),
    note: [business, note].filter((part) => part !== null).join(' · '),
    tone: toneOf(first.duration_ms, target),
  }
}

function slowestTurn({ turns }: ChatCard, format: Format, t: T): Measure {
  const later = turns.flatMap(({ duration_ms: ms, is_first: isFirst, target_ms: target }) =>
    ms === null || isFirst ? [] : [{ ms, target }],
  )
  const name = t('chat_list.slowest_later')
  const slowest = later.toSorted((a, b) => b.ms - a.ms)[0]
  if (!slowest) return { name, value: noValue, note: t('chat_list.no_later') }
  return {
    name,
    value: format.duration(slowest.ms),
    note: t('chat_list.of_responses', { n: later.length }),
    tone: toneOf(slowest.ms, slowest.target),
  }
}

function rating({ surveys }: ChatCard, format: Format, t: T): Measure {
  const name = t('chat_list.rating')
  const scores = surveys.flatMap(({ score }) => (score === null ? [] : [score]))
  const last = scores.at(-1)
  if (last === undefined)
    return {
      name,
      value: noValue,
      note: surveys.length > 0 ? t('chat_list.rating_unanswered') : t('chat_list.rating_not_asked'),
    }
  return { name, value: t('chat_list.score_of', { score: format.number(last) }), note: null }
}

function toneOf(ms: number, targetMs: number | null): Measure['tone'] {
  if (targetMs === null) return undefined
  return ms <= targetMs ? 'good' : 'bad'
}
