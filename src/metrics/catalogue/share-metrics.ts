import {
  countIf,
  isClicked,
  isDelivered,
  isInProgress,
  isRead,
  isUnconfirmed,
  reportsReads,
} from './message-sql.ts'
import type { Measure, MetricSpec } from './metric-spec.ts'

interface Share extends Pick<MetricSpec, 'name' | 'title' | 'definition' | 'leftOut' | 'itemSql'> {
  readonly denominator: NonNullable<MetricSpec['denominator']>
  readonly numerator: Measure
  readonly of: Measure
}

function shareMetric({ numerator, of, ...rest }: Share): MetricSpec {
  return {
    ...rest,
    unit: 'ratio',
    additive: false,
    measure: numerator,
    denominatorMeasure: of,
    samples: of,
    whenEmpty: null,
  }
}

const all = 'count()'
const delivered = countIf(isDelivered)
const deliveredWithReads = countIf(`${isDelivered} AND ${reportsReads}`)
const clickedAndDelivered = countIf(`${isClicked} AND ${isDelivered}`)

/** Shares of messages. Every numerator is a part of its denominator, so that no share exceeds one. */
export const shareMetrics: readonly MetricSpec[] = [
  shareMetric({
    name: 'messages.delivery_rate',
    title: { en: 'Delivery rate', ru: 'Доля доставки' },
    definition: {
      en: 'Delivered messages as a share of those whose outcome is due. Messages in progress are left out.',
      ru: 'Доля доставленных среди сообщений, исход которых уже должен быть известен. Сообщения в работе не входят.',
    },
    denominator: {
      en: 'created messages that are not in progress',
      ru: 'созданные сообщения, кроме тех, что в работе',
    },
    numerator: { of: delivered },
    of: { of: all, less: countIf(isInProgress) },
    leftOut: { of: countIf(isInProgress) },
    itemSql: isDelivered,
  }),
  shareMetric({
    name: 'messages.read_rate',
    title: { en: 'Read rate', ru: 'Доля прочтения' },
    definition: {
      en: 'Read messages as a share of delivered ones, only on channels that can report reads. Delivered messages of other channels are left out.',
      ru: 'Доля прочитанных среди доставленных, только по каналам, которые сообщают о прочтении. Доставленные по другим каналам не входят.',
    },
    denominator: {
      en: 'delivered messages of channels that can report reads',
      ru: 'сообщения, доставленные по каналам, которые сообщают о прочтении',
    },
    numerator: { of: countIf(`${isRead} AND ${reportsReads}`) },
    of: { of: deliveredWithReads },
    leftOut: { of: delivered, less: deliveredWithReads },
    itemSql: `${isRead} AND ${reportsReads}`,
  }),
  shareMetric({
    name: 'messages.click_rate',
    title: { en: 'Click rate', ru: 'Доля переходов' },
    definition: {
      en: 'Delivered messages with at least one click on a link, as a share of delivered ones. Clicks by bots, and clicked messages without proof of delivery, are left out.',
      ru: 'Доля доставленных сообщений, в которых перешли хотя бы по одной ссылке. Переходы роботов и сообщения с переходом, но без подтверждения доставки, не входят.',
    },
    denominator: { en: 'delivered messages', ru: 'доставленные сообщения' },
    numerator: { of: clickedAndDelivered },
    of: { of: delivered },
    leftOut: { of: countIf(isClicked), less: clickedAndDelivered },
    itemSql: `${isClicked} AND ${isDelivered}`,
  }),
  shareMetric({
    name: 'messages.receipt_coverage',
    title: { en: 'Receipt coverage', ru: 'Полнота отчётов' },
    definition: {
      en: 'Messages that are not unconfirmed as a share of all created: how much of the traffic the providers report on.',
      ru: 'Доля сообщений, кроме неподтверждённых, среди всех созданных: по какой части трафика провайдеры присылают отчёты.',
    },
    denominator: { en: 'created messages', ru: 'созданные сообщения' },
    numerator: { of: all, less: countIf(isUnconfirmed) },
    of: { of: all },
    leftOut: null,
    itemSql: `NOT ${isUnconfirmed}`,
  }),
]
