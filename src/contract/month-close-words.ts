export const monthCloseStates = ['waiting', 'set_aside', 'closed'] as const
export type MonthCloseState = (typeof monthCloseStates)[number]

/** `carried`: it took back more than it used, and is in the next month's invoice. */
export const monthOutcomes = ['invoiced', 'nothing_to_pay', 'carried'] as const
export type MonthOutcome = (typeof monthOutcomes)[number]

/** Why a month is not closed; a person has to do something about it. */
export const monthAnomalies = [
  'usage_not_posted',
  'unrated',
  'details_missing',
  'tax_undecided',
  'negative_line',
  'too_many_lines',
  'mixed_currencies',
  'amount_drift',
  'document_failed',
] as const
export type MonthAnomalyCode = (typeof monthAnomalies)[number]
