import {
  countIf,
  isClicked,
  isDelivered,
  isInProgress,
  isRead,
  isUnconfirmed,
  reportsReads,
  share,
} from './message-sql.ts'
import type { MetricSpec } from './metric-spec.ts'

interface Share extends Pick<MetricSpec, 'name' | 'title' | 'definition' | 'leftOutSql'> {
  readonly denominator: NonNullable<MetricSpec['denominator']>
  readonly numeratorIf: string
  readonly denominatorIf: string
}

function shareMetric({ numeratorIf, denominatorIf, ...texts }: Share): MetricSpec {
  const denominatorSql = denominatorIf === '1' ? 'count()' : countIf(denominatorIf)
  return {
    ...texts,
    unit: 'ratio',
    additive: false,
    valueSql: share(countIf(numeratorIf), denominatorSql),
    denominatorSql,
    itemSql: numeratorIf,
    whenEmpty: null,
  }
}

/** Shares of messages. Every numerator is a part of its denominator, so that no share exceeds one. */
export const shareMetrics: readonly MetricSpec[] = [
  shareMetric({
    name: 'messages.delivery_rate',
    title: { en: 'Delivery rate', ru: 'Доля доставленных' },
    definition: {
      en: 'Delivered messages as a share of those whose outcome is due. Messages in progress are left out.',
      ru: 'Доля доставленных среди сообщений, исход которых уже должен быть известен. Сообщения в работе не входят.',
    },
    denominator: {
      en: 'created messages that are not in progress',
      ru: 'созданные сообщения, кроме тех, что в работе',
    },
    numeratorIf: isDelivered,
    denominatorIf: `NOT (${isInProgress})`,
    leftOutSql: countIf(isInProgress),
  }),
  shareMetric({
    name: 'messages.read_rate',
    title: { en: 'Read rate', ru: 'Доля прочитанных' },
    definition: {
      en: 'Read messages as a share of delivered ones, only on channels that can report reads. Delivered messages of other channels are left out.',
      ru: 'Доля прочитанных среди доставленных, только по каналам, которые сообщают о прочтении. Доставленные по другим каналам не входят.',
    },
    denominator: {
      en: 'delivered messages of channels that can report reads',
      ru: 'сообщения, доставленные по каналам, которые сообщают о прочтении',
    },
    numeratorIf: `${isRead} AND ${reportsReads}`,
    denominatorIf: `${isDelivered} AND ${reportsReads}`,
    leftOutSql: countIf(`${isDelivered} AND NOT (${reportsReads})`),
  }),
  shareMetric({
    name: 'messages.click_rate',
    title: { en: 'Click rate', ru: 'Доля переходов' },
    definition: {
      en: 'Delivered messages with at least one click on a link, as a share of delivered ones. Clicks by bots, and clicked messages without proof of delivery, are left out.',
      ru: 'Доля доставленных сообщений, в которых перешли хотя бы по одной ссылке. Переходы роботов и сообщения с переходом, но без подтверждения доставки, не входят.',
    },
    denominator: { en: 'delivered messages', ru: 'доставленные сообщения' },
    numeratorIf: `${isClicked} AND ${isDelivered}`,
    denominatorIf: isDelivered,
    leftOutSql: countIf(`${isClicked} AND NOT (${isDelivered})`),
  }),
  shareMetric({
    name: 'messages.receipt_coverage',
    title: { en: 'Receipt coverage', ru: 'Полнота отчётов' },
    definition: {
      en: 'Messages that are not unconfirmed as a share of all created: how much of the traffic the providers report on.',
      ru: 'Доля сообщений, кроме неподтверждённых, среди всех созданных: по какой части трафика провайдеры присылают отчёты.',
    },
    denominator: { en: 'created messages', ru: 'созданные сообщения' },
    numeratorIf: `NOT ${isUnconfirmed}`,
    denominatorIf: '1',
    leftOutSql: '0',
  }),
]
