import { type CallDirection, callDirections, type ImportMapping } from '../../../contract/index.ts'

const directions: ReadonlyMap<string, CallDirection> = new Map([
  ...callDirections.map((word) => [word, word] as const),
  ['in', 'inbound'],
  ['incoming', 'inbound'],
  ['received', 'inbound'],
  ['входящий', 'inbound'],
  ['out', 'outbound'],
  ['outgoing', 'outbound'],
  ['placed', 'outbound'],
  ['исходящий', 'outbound'],
  ['local', 'internal'],
  ['внутренний', 'internal'],
])

/** What a word for a direction means; null where nobody knows. */
export function readDirection(written: string): CallDirection | null {
  return directions.get(written.trim().toLowerCase()) ?? null
}

/** An extension of a telephone system: no number of the public network is so short. */
const extension = /^\d{1,6}$/

/** By who is an extension; null where both or none of the two could be the company's. */
export function guessDirection(from: string, to: string): CallDirection | null {
  const [isFromInside, isToInside] = [extension.test(from), extension.test(to)]
  if (isFromInside) return isToInside ? 'internal' : 'outbound'
  return isToInside ? 'inbound' : null
}

/**
 * Results that the dispositions of Asterisk and the hang-up causes of FreeSWITCH (Q.850) stand for, where nobody took the call. Other
 * causes in capitals are failures; other words are results of their own.
 */
const results: ReadonlyMap<string, string> = new Map([
  ['ANSWERED', 'answered'],
  ['ANSWER', 'answered'],
  ['OK', 'answered'],
  ['NO ANSWER', 'no_answer'],
  ['NO_ANSWER', 'no_answer'],
  ['NOANSWER', 'no_answer'],
  ['NO_USER_RESPONSE', 'no_answer'],
  ['ALLOTTED_TIMEOUT', 'no_answer'],
  ['MISSED', 'no_answer'],
  ['UNANSWERED', 'no_answer'],
  ['NORMAL_CLEARING', 'no_answer'],
  ['BUSY', 'busy'],
  ['USER_BUSY', 'busy'],
  ['CALL_REJECTED', 'rejected'],
  ['REJECTED', 'rejected'],
  ['DECLINED', 'rejected'],
  ['ORIGINATOR_CANCEL', 'cancelled'],
  ['LOSE_RACE', 'cancelled'],
  ['CANCEL', 'cancelled'],
  ['CANCELLED', 'cancelled'],
  ['CANCELED', 'cancelled'],
  ['FAILED', 'failed'],
  ['CONGESTION', 'failed'],
  ['CHANUNAVAIL', 'failed'],
  ['VOICEMAIL', 'voicemail'],
  ['ОТВЕЧЕН', 'answered'],
  ['НЕ ОТВЕЧЕН', 'no_answer'],
  ['ПРОПУЩЕН', 'no_answer'],
  ['ЗАНЯТО', 'busy'],
])

const causeInCapitals = /^[A-Z][A-Z0-9_]+$/
const resultWord = /^[a-z][a-z0-9_]{0,49}$/

/**
 * The result of a call. A cause says why a call ended: of one that was taken, that it was answered. Null where the word is none
 * that a result can be.
 */
export function readResult(written: string, isAnswered: boolean): string | null {
  const text = written.trim()
  if (text === '') return isAnswered ? 'answered' : 'no_answer'
  const known = results.get(text.toUpperCase())
  if (known === 'voicemail') return known
  if (isAnswered) return 'answered'
  if (known !== undefined) return known
  if (causeInCapitals.test(text)) return 'failed'
  const word = text.toLowerCase().replace(/[\s-]+/g, '_')
  return resultWord.test(word) ? word : null
}

/** What a word of the column of results means: as the mapping says, else by itself. */
export function resultIn(
  word: string,
  isAnswered: boolean,
  { statuses }: Pick<ImportMapping, 'statuses'>,
): string | null {
  const said = Object.hasOwn(statuses, word) ? statuses[word] : undefined
  return said ?? readResult(word, isAnswered)
}
