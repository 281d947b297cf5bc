import type { StatusMeaning } from '../../../contract/index.ts'
import type { RowDates } from './row-dates.ts'

/** What a row tells of its message: a step, and when that was; null where the row does not say. */
export interface RowStep {
  readonly step: Exclude<StatusMeaning, 'ignored' | 'inbound' | 'unconfirmed'>
  readonly timeMs: number | null
}

/** Ends, and beginnings, that a message reaches without being handed over to a network. */
const neverSent: ReadonlySet<StatusMeaning> = new Set(['accepted', 'queued', 'rejected', 'cancelled'])

/**
 * The steps of a row: one for each of its dates and one for its status, which goes last. The date of sending of a message
 * that was not sent is when it was handed in; where nothing else says when that was, that of a failed one too.
 */
export function stepsOfRow(dates: RowDates, meaning: StatusMeaning | null): readonly RowStep[] {
  const { created_at, sent_at, delivered_at, read_at, clicked_at } = dates
  const isSendingHandIn =
    meaning !== null && (neverSent.has(meaning) || (meaning === 'failed' && created_at === undefined))
  const accepted = isSendingHandIn ? (created_at ?? sent_at) : created_at
  const dated: readonly (readonly [RowStep['step'], number | undefined])[] = [
    ['accepted', accepted],
    ['sent', isSendingHandIn ? undefined : sent_at],
    ['delivered', delivered_at],
    ['read', read_at],
    ['clicked', clicked_at],
  ]
  const status = stepOfStatus(dates, meaning, accepted)
  const steps = dated.flatMap(([step, timeMs]) =>
    timeMs === undefined || step === status?.step ? [] : [{ step, timeMs }],
  )
  return status === null ? steps : [...steps, status]
}

const at = (...times: readonly (number | undefined)[]) => times.find((time) => time !== undefined) ?? null

function stepOfStatus(
  dates: RowDates,
  meaning: StatusMeaning | null,
  accepted: number | undefined,
): RowStep | null {
  switch (meaning) {
    case null:
    case 'ignored':
    case 'inbound':
      return null
    // Nothing more was heard of it: it was sent, and its time to be confirmed runs out by itself.
    case 'unconfirmed':
      return { step: 'sent', timeMs: at(dates.sent_at, dates.created_at, dates.status_at) }
    case 'accepted':
      return { step: 'accepted', timeMs: at(accepted, dates.status_at) }
    case 'sent':
      return { step: 'sent', timeMs: at(dates.sent_at, dates.status_at) }
    case 'delivered':
      return { step: 'delivered', timeMs: at(dates.delivered_at, dates.status_at) }
    case 'read':
      return { step: 'read', timeMs: at(dates.read_at, dates.status_at) }
    case 'clicked':
      return { step: 'clicked', timeMs: at(dates.clicked_at, dates.status_at) }
    default:
      return { step: meaning, timeMs: at(dates.status_at) }
  }
}
