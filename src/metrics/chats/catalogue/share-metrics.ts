import { goodScore } from '../../../contract/index.ts'
import type { LocalText } from '../../catalogue/metric-spec.ts'
import { count, sum } from './chat-measure.ts'
import type { ItemMetricSpec } from './chat-metric-spec.ts'
import {
  type ChatSource,
  firstResponses,
  firstResponsesPending,
  noMoment,
  ratings,
  surveys,
  turns,
  turnsPending,
} from './chat-source.ts'
import { durationMs, isMeasured } from './duration-metrics.ts'

const asOf = `fromUnixTimestamp64Milli({as_of_ms:Int64}, 'UTC')`

interface TargetSpec
  extends Pick<ItemMetricSpec, 'name' | 'title' | 'definition' | 'denominator' | 'duration'> {
  readonly samples: ChatSource
  readonly pending: ChatSource
  /** Which samples and waits are meant at all. */
  readonly of: readonly string[]
  readonly targetMs: string
  readonly hasTarget: string
  readonly isPastElapsed: string
  readonly isPastBusiness: string
}

/** Samples within their target, of samples with a target and waits past it; all others are left out. */
function withinTarget(spec: TargetSpec): ItemMetricSpec {
  const { name, title, definition, denominator, duration, samples, pending, of, targetMs, hasTarget } = spec
  return {
    kind: 'items',
    name,
    title,
    definition,
    unit: 'ratio',
    denominator,
    additive: false,
    whenEmpty: null,
    moment: {
      en: 'the response; of what is past its target, the moment since which it waits',
      ru: 'ответ; для просроченных — момент, с которого ждут',
    },
    duration,
    count: ({ business }) => {
      const judged = [...of, hasTarget, ...isMeasured(samples, business)]
      const within = [...judged, `${durationMs(samples, business)} <= ${targetMs}`]
      const isPast = business ? spec.isPastBusiness : spec.isPastElapsed
      const notJudged = [...of, `NOT (${[hasTarget, ...isMeasured(samples, business)].join(' AND ')})`]
      return {
        value: [count(samples, ...within)],
        over: [count(samples, ...judged), count(pending, ...of, isPast)],
        basis: [count(samples, ...judged), count(pending, ...of, isPast)],
        leftOut: [count(samples, ...notJudged), count(pending, ...of, `NOT (${isPast})`)],
        items: { source: samples, when: within },
      }
    },
  }
}

function ofRatings(
  parts: Pick<ItemMetricSpec, 'name' | 'title' | 'definition' | 'denominator' | 'unit' | 'moment' | 'count'>,
): ItemMetricSpec {
  return { kind: 'items', additive: false, whenEmpty: null, duration: null, ...parts }
}

const atRating: LocalText = { en: 'the rating', ru: 'оценка' }
const scored: LocalText = { en: 'ratings', ru: 'оценки' }

/** Shares of responses within their targets, and ratings. */
export const chatShareMetrics: readonly ItemMetricSpec[] = [
  withinTarget({
    name: 'chats.within_sl1',
    title: { en: 'Within SL 1', ru: 'В пределах SL 1' },
    definition: {
      en: 'First responses no later than the group’s target, as a share of first responses of groups with a target and of chats that still wait past it.',
      ru: 'Доля первых ответов не позже норматива группы среди первых ответов групп с нормативом и чатов, которые всё ещё ждут сверх него.',
    },
    denominator: {
      en: 'first responses of groups with a target, and chats that wait past it',
      ru: 'первые ответы групп с нормативом и чаты, ожидающие сверх него',
    },
    duration: 'first_response',
    samples: firstResponses,
    pending: firstResponsesPending,
    of: [],
    targetMs: 'assumeNotNull(first_response_target_ms)',
    hasTarget: 'first_response_target_ms IS NOT NULL',
    isPastElapsed: `first_response_due_at IS NOT NULL AND assumeNotNull(first_response_due_at) < ${asOf}`,
    isPastBusiness: `first_response_business_due_at IS NOT NULL AND assumeNotNull(first_response_business_due_at) < ${asOf}`,
  }),
  withinTarget({
    name: 'chats.within_sl2',
    title: { en: 'Within SL 2', ru: 'В пределах SL 2' },
    definition: {
      en: 'Later responses no later than the group’s target, as a share of later responses of groups with a target and of customers that still wait past it. First responses are not among them.',
      ru: 'Доля последующих ответов не позже норматива группы среди последующих ответов групп с нормативом и клиентов, которые всё ещё ждут сверх него. Первые ответы не входят.',
    },
    denominator: {
      en: 'later responses of groups with a target, and customers that wait past it',
      ru: 'последующие ответы групп с нормативом и клиенты, ожидающие сверх него',
    },
    duration: 'turn_response',
    samples: turns,
    pending: turnsPending,
    of: ['turn_is_first = 0'],
    targetMs: 'turn_target_ms',
    hasTarget: 'turn_target_ms >= 0',
    isPastElapsed: `turn_due_at != ${noMoment} AND turn_due_at < ${asOf}`,
    isPastBusiness: `turn_business_due_at != ${noMoment} AND turn_business_due_at < ${asOf}`,
  }),
  ofRatings({
    name: 'chats.rating_mean',
    title: { en: 'Rating, mean', ru: 'Оценка, среднее' },
    definition: {
      en: 'Mean of the scores that customers gave, from 1 to 5.',
      ru: 'Среднее оценок клиентов, от 1 до 5.',
    },
    unit: 'score',
    denominator: scored,
    moment: atRating,
    count: () => ({
      value: [sum(ratings, 'survey_score')],
      over: [count(ratings)],
      basis: [count(ratings)],
      leftOut: [],
      items: { source: ratings, when: [] },
    }),
  }),
  ofRatings({
    name: 'chats.rating_good_share',
    title: { en: 'Good ratings', ru: 'Хорошие оценки' },
    definition: {
      en: `Scores of ${goodScore} and 5 as a share of all scores.`,
      ru: `Доля оценок ${goodScore} и 5 среди всех оценок.`,
    },
    unit: 'ratio',
    denominator: scored,
    moment: atRating,
    count: () => ({
      value: [count(ratings, `survey_score >= ${goodScore}`)],
      over: [count(ratings)],
      basis: [count(ratings)],
      leftOut: [],
      items: { source: ratings, when: [`survey_score >= ${goodScore}`] },
    }),
  }),
  ofRatings({
    name: 'chats.rating_response_rate',
    title: { en: 'Ratings given', ru: 'Доля ответивших на опрос' },
    definition: {
      en: 'Requests for a rating that were answered with a score, as a share of all. A rating that nobody asked for counts as one that was asked.',
      ru: 'Доля просьб об оценке, на которые ответили. Оценка без просьбы считается ответом на просьбу.',
    },
    unit: 'ratio',
    denominator: { en: 'requests for a rating', ru: 'просьбы об оценке' },
    moment: { en: 'the request', ru: 'просьба об оценке' },
    count: () => ({
      value: [count(surveys, `survey_rated_at != ${noMoment}`)],
      over: [count(surveys)],
      basis: [count(surveys)],
      leftOut: [],
      items: { source: surveys, when: [`survey_rated_at != ${noMoment}`] },
    }),
  }),
]
