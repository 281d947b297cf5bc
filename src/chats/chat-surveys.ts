import { maxScore, minScore } from '../contract/index.ts'
import type { ChatSurvey } from './chat-facts.ts'
import type { ChatMoment } from './chat-moments.ts'

/** Surveys in the order of asking: each takes the last score that counts before the next asking. */
export function surveysOf(moments: readonly ChatMoment[]): {
  readonly surveys: readonly ChatSurvey[]
  readonly flags: readonly ('invalid_score' | 'rated_unasked')[]
} {
  const surveys: ChatSurvey[] = []
  const flags = new Set<'invalid_score' | 'rated_unasked'>()
  let repliedLast = ''
  for (const { effect, event, atMs, operatorId: assignedId, actorId, groupId } of moments) {
    if (effect === 'operator') repliedLast = actorId
    const operatorId = assignedId || repliedLast
    const asked = { askedAtMs: atMs, operatorId, groupId }
    if (effect === 'rating_asked') surveys.push({ ...asked, ...unrated })
    if (effect !== 'rated') continue
    if (!countsAsScore(event.score)) {
      flags.add('invalid_score')
      continue
    }
    const rating = { ratedAtMs: atMs, score: event.score, ratedOperatorId: operatorId, ratedGroupId: groupId }
    const survey = surveys.pop()
    if (survey === undefined) flags.add('rated_unasked')
    surveys.push({ ...(survey ?? asked), ...rating })
  }
  return { surveys, flags: [...flags] }
}

const unrated = { ratedAtMs: null, score: null, ratedOperatorId: '', ratedGroupId: '' } as const

function countsAsScore(score: number): boolean {
  return Number.isInteger(score) && score >= minScore && score <= maxScore
}
