import { goodScore } from '../../../contract/index.ts'
import type { LocalText } from '../../catalogue/metric-spec.ts'
import { type ChatTerms, count, countOfWhole, sum } from './chat-measure.ts'
import { type CountedItems, countOf, type ItemMetricSpec, itemCount } from './chat-metric-spec.ts'
import { firstResponses, noMoment, opened, ratings, surveys, turns } from './chat-source.ts'
import {
  firstWithin,
  type JudgedResponses,
  judgedFirstResponses,
  judgedLaterResponses,
  laterWithin,
} from './judged-responses.ts'
import { itemsOf } from './measured-durations.ts'

interface TargetSpec
  extends Pick<ItemMetricSpec, 'name' | 'title' | 'definition' | 'denominator' | 'duration'> {
  readonly judge: (terms: ChatTerms) => JudgedResponses
  readonly items: (business: boolean) => CountedItems
}

/** Samples within their target, of samples with a target and waits past it; all others are left out. */
function withinTarget({ judge, items, ...text }: TargetSpec): ItemMetricSpec {
  return {
    kind: 'items',
    ...text,
    unit: 'ratio',
    additive: false,
    whenEmpty: null,
    moment: {
      en: 'the response; of what is past its target, the moment since which it waits',
      ru: 'ответ; для просроченных — момент, с которого ждут',
    },
    count: (terms) => {
      const { within, judged, notJudged, late, notLate } = judge(terms)
      return {
        value: [within],
        over: [judged, late],
        basis: [judged, late],
        leftOut: [notJudged, notLate],
        items: items(terms.business),
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

/** Shares of responses within their targets, and ratings with their number. */
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
    judge: judgedFirstResponses,
    items: (business) => ({ source: firstResponses, when: firstWithin(business) }),
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
    judge: judgedLaterResponses,
    items: (business) => ({ source: turns, when: laterWithin(business) }),
  }),
  itemCount({
    name: 'chats.ratings',
    title: { en: 'Ratings', ru: 'Оценки' },
    definition: {
      en: 'How many scores customers gave, from 1 to 5.',
      ru: 'Сколько оценок от 1 до 5 поставили клиенты.',
    },
    moment: atRating,
    count: (terms) => ({ ...countOf(ratings), value: [itemsOf(ratings, terms)] }),
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
    count: (terms) => ({
      value: [terms.wholeChats ? sum(opened, 'arraySum(survey_score)') : sum(ratings, 'survey_score')],
      over: [itemsOf(ratings, terms)],
      basis: [itemsOf(ratings, terms)],
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
    count: (terms) => ({
      value: [
        terms.wholeChats
          ? sum(opened, `arrayCount(score -> score >= ${goodScore}, survey_score)`)
          : count(ratings, `survey_score >= ${goodScore}`),
      ],
      over: [itemsOf(ratings, terms)],
      basis: [itemsOf(ratings, terms)],
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
    count: (terms) => ({
      value: [terms.wholeChats ? countOfWhole(ratings) : count(surveys, `survey_rated_at != ${noMoment}`)],
      over: [itemsOf(surveys, terms)],
      basis: [itemsOf(surveys, terms)],
      leftOut: [],
      items: { source: surveys, when: [`survey_rated_at != ${noMoment}`] },
    }),
  }),
]
