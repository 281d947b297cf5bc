import { countIf, isDelivered } from './message-sql.ts'
import type { LocalText, MetricSpec } from './metric-spec.ts'

const hasSegments = 'segments > 0'
const hasLatency = 'latency_ms IS NOT NULL'
const isPricedInCurrency = 'cost IS NOT NULL AND cost_currency = {company_currency:String}'

const isCharged = "charge_state = 'charged' AND charge_currency = {company_currency:String}"

const segments: MetricSpec = {
  name: 'messages.segments',
  title: { en: 'Segments', ru: 'Сегменты' },
  definition: {
    en: 'Parts charged: the provider’s count, else computed from the text. Messages without a known number of parts are left out.',
    ru: 'Тарифицируемые части: по данным провайдера, иначе по тексту. Сообщения с неизвестным числом частей не входят.',
  },
  unit: 'count',
  denominator: null,
  additive: true,
  measure: { of: 'sum(segments)' },
  denominatorMeasure: null,
  samples: { of: countIf(hasSegments) },
  leftOut: { of: 'count()', less: countIf(hasSegments) },
  itemSql: hasSegments,
  whenEmpty: null,
}

/** One aggregate state for all percentiles, shared by the metrics of a query; nearest rank, an observed value. */
const latencyPercentiles = 'quantilesExactWeighted(0.5, 0.9, 0.99)(latency_ms, 1)'
const latencySamples = 'count(latency_ms)'

function latency(
  name: MetricSpec['name'],
  place: 0 | 1 | 2,
  title: LocalText,
  meaning: LocalText,
): MetricSpec {
  return {
    name,
    title,
    definition: {
      en: `${meaning.en} Time from sent (else created) to delivered. Only where both moments come from the provider’s clock; other delivered messages are left out.`,
      ru: `${meaning.ru} Время от отправки (иначе от создания) до доставки. Только если оба момента известны по часам провайдера; остальные доставленные сообщения не входят.`,
    },
    unit: 'ms',
    denominator: {
      en: 'delivered messages with both moments from the provider’s clock',
      ru: 'доставленные сообщения, у которых оба момента известны по часам провайдера',
    },
    additive: false,
    measure: { of: latencyPercentiles },
    place,
    denominatorMeasure: { of: latencySamples },
    samples: { of: latencySamples },
    // Only delivered messages have a latency.
    leftOut: { of: countIf(isDelivered), less: latencySamples },
    itemSql: hasLatency,
    whenEmpty: null,
  }
}

function money(
  parts: Pick<MetricSpec, 'name' | 'title' | 'definition' | 'measure' | 'samples' | 'leftOut' | 'itemSql'>,
): MetricSpec {
  return {
    ...parts,
    unit: 'money',
    denominator: null,
    additive: true,
    denominatorMeasure: null,
    whenEmpty: null,
  }
}

const cost = money({
  name: 'messages.cost',
  title: { en: 'Cost', ru: 'Себестоимость' },
  definition: {
    en: 'Sum of the prices that providers reported in the company’s currency. Messages priced in other currencies are left out.',
    ru: 'Сумма цен, которые провайдеры сообщили в валюте компании. Сообщения с ценой в другой валюте не входят.',
  },
  measure: { of: `toString(sumIf(assumeNotNull(cost), ${isPricedInCurrency}))` },
  samples: { of: countIf(isPricedInCurrency) },
  leftOut: { of: 'count(cost)', less: countIf(isPricedInCurrency) },
  itemSql: isPricedInCurrency,
})

/** Where rows are of one currency each, all prices count. */
export const costByCurrency: MetricSpec = {
  ...cost,
  measure: { of: 'toString(sumIf(assumeNotNull(cost), cost IS NOT NULL))' },
  samples: { of: 'count(cost)' },
  leftOut: null,
  currencyBy: 'currency',
}

/** Sums and percentiles: null without a sample, never 0. */
export const amountMetrics: readonly MetricSpec[] = [
  segments,
  latency(
    'messages.latency_p50_ms',
    0,
    { en: 'Delivery time, median', ru: 'Время доставки, медиана' },
    { en: 'Half of the messages arrived within this time.', ru: 'За это время пришла половина сообщений.' },
  ),
  latency(
    'messages.latency_p90_ms',
    1,
    { en: 'Delivery time, p90', ru: 'Время доставки, p90' },
    { en: '90 % of the messages arrived within this time.', ru: 'За это время пришло 90 % сообщений.' },
  ),
  latency(
    'messages.latency_p99_ms',
    2,
    { en: 'Delivery time, p99', ru: 'Время доставки, p99' },
    { en: '99 % of the messages arrived within this time.', ru: 'За это время пришло 99 % сообщений.' },
  ),
  money({
    name: 'messages.spend',
    title: { en: 'Spend', ru: 'Расходы' },
    definition: {
      en: 'Sum of the charges by the price list in force when each message was created. Messages that should be charged and have no price are left out.',
      ru: 'Сумма начислений по прайс-листу, действовавшему при создании каждого сообщения. Сообщения, которые должны тарифицироваться, но не имеют цены, не входят.',
    },
    measure: { of: `toString(sumIf(charge, ${isCharged}))` },
    samples: { of: countIf(isCharged) },
    leftOut: { of: countIf("charge_state = 'unrated'") },
    itemSql: isCharged,
  }),
  cost,
  money({
    name: 'messages.margin',
    title: { en: 'Margin', ru: 'Маржа' },
    definition: {
      en: 'Spend minus cost. Charged messages whose cost no provider reported in the company’s currency count with their whole charge.',
      ru: 'Расходы минус себестоимость. Начисления за сообщения, себестоимость которых провайдер не сообщил в валюте компании, входят целиком.',
    },
    measure: {
      of: `toString(sumIf(charge, ${isCharged}) - sumIf(assumeNotNull(cost), ${isPricedInCurrency}))`,
    },
    // Where no cost is known at all, the margin is not known either.
    samples: { of: `if(${countIf(isCharged)} > 0, ${countIf(isPricedInCurrency)}, 0)` },
    leftOut: { of: countIf(`${isCharged} AND NOT (${isPricedInCurrency})`) },
    itemSql: isCharged,
  }),
]
