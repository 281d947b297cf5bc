/** Which way a call went, from the company's side. */
export const callDirections = ['inbound', 'outbound', 'internal'] as const
export type CallDirection = (typeof callDirections)[number]

/** Results with a name and a colour of their own; any other lower-case word is one too. */
export const wellKnownCallResults = [
  'answered',
  'no_answer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'voicemail',
] as const

/** Of these nobody took the call: a moment of answer contradicts them. */
export const unansweredCallResults: readonly string[] = ['no_answer', 'busy', 'rejected', 'cancelled']

/** The provider under which calls stand among the facts of messages, where they are charged, and the channel of their rates. */
export const callProvider = 'calls'
export const callChannel = 'call'

/** Longest call that is taken in, seconds: what lasts longer is a clock that was set wrong. */
export const maxCallSeconds = 7 * 86_400

export const callDimensions = [
  'time',
  'direction',
  'result',
  'operator',
  'connection',
  'country',
  'currency',
  'weekday',
  'hour',
] as const
export type CallDimension = (typeof callDimensions)[number]

export const callMetricNames = [
  'calls.total',
  'calls.inbound',
  'calls.outbound',
  'calls.answered',
  'calls.not_answered',
  'calls.answer_rate',
  'calls.talk_ms',
  'calls.talk_mean_ms',
  'calls.wait_p50_ms',
  'calls.wait_p90_ms',
  'calls.spend',
  'calls.cost',
] as const
export type CallMetricName = (typeof callMetricNames)[number]
