import type { CallMetricName } from '../../contract/index.ts'
import type { LocalText, Measure, MetricSpec } from '../catalogue/metric-spec.ts'

export type CallMetricSpec = MetricSpec<CallMetricName>

export const isAnswered = "result = 'answered'"
/** Only of these the time to the answer and the talk are known. */
const isTimed = `${isAnswered} AND answered_at IS NOT NULL`
const msOf = (moment: string) => `toUnixTimestamp64Milli(${moment})`
export const waitMs = `(${msOf('assumeNotNull(answered_at)')} - ${msOf('started_at')})`
export const talkMs = `(${msOf('ended_at')} - ${msOf('assumeNotNull(answered_at)')})`
const isCostInCurrency = 'cost IS NOT NULL AND cost_currency = {company_currency:String}'

const isCharged = "charge_state = 'charged' AND charge_currency = {company_currency:String}"

const countIf = (condition: string): Measure => ({ of: `countIf(${condition})` })
const answered = countIf(isAnswered)
const timed = countIf(isTimed)
const withoutTimes: Measure = { of: answered.of, less: timed.of }
const answeredCalls: LocalText = { en: 'answered calls', ru: 'отвеченные звонки' }

function count(
  name: CallMetricName,
  itemSql: string,
  title: LocalText,
  definition: LocalText,
): CallMetricSpec {
  return {
    name,
    title,
    definition,
    unit: 'count',
    denominator: null,
    additive: true,
    measure: itemSql === '1' ? { of: 'count()' } : countIf(itemSql),
    denominatorMeasure: null,
    samples: null,
    leftOut: null,
    itemSql,
    whenEmpty: 0,
  }
}

type OfAnswered = Pick<CallMetricSpec, 'name' | 'title' | 'definition'> &
  Partial<Pick<CallMetricSpec, 'place'>> & { readonly measure: Measure }

/** Of the calls that somebody answered; without any it is null. */
function ofAnswered({ measure, ...text }: OfAnswered, isSum: boolean): CallMetricSpec {
  return {
    ...text,
    unit: 'ms',
    denominator: isSum ? null : answeredCalls,
    additive: isSum,
    measure,
    denominatorMeasure: isSum ? null : timed,
    samples: timed,
    leftOut: withoutTimes,
    itemSql: isTimed,
    whenEmpty: null,
  }
}

/** One aggregate state for all percentiles; nearest rank, an observed value. */
const waits: Measure = { of: `quantilesExactWeightedIf(0.5, 0.9)(${waitMs}, 1, ${isTimed})` }
const waitText: LocalText = {
  en: 'Time from the start of an answered call to its answer. Calls that nobody answered are left out.',
  ru: 'Время от начала отвеченного звонка до ответа. Звонки без ответа не входят.',
}

function wait(name: CallMetricName, place: 0 | 1, title: LocalText, meaning: LocalText): CallMetricSpec {
  const definition = { en: `${meaning.en} ${waitText.en}`, ru: `${meaning.ru} ${waitText.ru}` }
  return ofAnswered({ name, title, definition, measure: waits, place }, false)
}

/** The one number that needs charges beside the facts: `calls-with-charges.ts`. */
export const spend: CallMetricSpec = {
  name: 'calls.spend',
  title: { en: 'Spend', ru: 'Расходы' },
  definition: {
    en: 'Sum of the charges by the price list in force when each call started. Calls that should be charged and have no price are left out.',
    ru: 'Сумма начислений по прайс-листу, действовавшему в начале каждого звонка. Звонки, которые должны тарифицироваться, но не имеют цены, не входят.',
  },
  unit: 'money',
  denominator: null,
  additive: true,
  measure: { of: `toString(sumIf(charge, ${isCharged}))` },
  denominatorMeasure: null,
  samples: countIf(isCharged),
  leftOut: countIf("charge_state = 'unrated'"),
  itemSql: isCharged,
  whenEmpty: null,
}

const cost: CallMetricSpec = {
  name: 'calls.cost',
  title: { en: 'Cost', ru: 'Себестоимость' },
  definition: {
    en: 'Sum of the prices that sources reported in the company’s currency; divided by currency, in each of them. Calls priced in other currencies are left out.',
    ru: 'Сумма цен, которые источники сообщили в валюте компании, а в разбивке по валюте — в каждой из них. Звонки с ценой в другой валюте не входят.',
  },
  unit: 'money',
  denominator: null,
  additive: true,
  measure: { of: `toString(sumIf(assumeNotNull(cost), ${isCostInCurrency}))` },
  denominatorMeasure: null,
  samples: countIf(isCostInCurrency),
  leftOut: { of: 'count(cost)', less: countIf(isCostInCurrency).of },
  itemSql: isCostInCurrency,
  whenEmpty: null,
}

/** Where rows are of one currency each, all prices count. */
export const costByCurrency: CallMetricSpec = {
  ...cost,
  measure: { of: 'toString(sumIf(assumeNotNull(cost), cost IS NOT NULL))' },
  samples: { of: 'count(cost)' },
  leftOut: null,
  currencyBy: 'currency',
}

export const callMetricSpecs: readonly CallMetricSpec[] = [
  count(
    'calls.total',
    '1',
    { en: 'Calls', ru: 'Звонки' },
    {
      en: 'Calls that started in the period, whichever way they went and however they ended.',
      ru: 'Звонки, начавшиеся за период, в любом направлении и с любым результатом.',
    },
  ),
  count(
    'calls.inbound',
    "direction = 'inbound'",
    { en: 'Inbound', ru: 'Входящие' },
    { en: 'Calls that came in to the company.', ru: 'Звонки, поступившие в компанию.' },
  ),
  count(
    'calls.outbound',
    "direction = 'outbound'",
    { en: 'Outbound', ru: 'Исходящие' },
    { en: 'Calls that the company made.', ru: 'Звонки, которые совершила компания.' },
  ),
  count(
    'calls.answered',
    isAnswered,
    { en: 'Answered', ru: 'Отвечены' },
    { en: 'Calls that somebody answered.', ru: 'Звонки, на которые кто-то ответил.' },
  ),
  count(
    'calls.not_answered',
    `NOT (${isAnswered})`,
    { en: 'Not answered', ru: 'Без ответа' },
    {
      en: 'Calls with any other result: no answer, busy, rejected, cancelled, failed, voicemail and the like.',
      ru: 'Звонки с любым другим результатом: нет ответа, занято, отклонён, отменён, сбой, голосовая почта и так далее.',
    },
  ),
  {
    name: 'calls.answer_rate',
    title: { en: 'Answer rate', ru: 'Доля отвеченных' },
    definition: {
      en: 'Share of the calls that somebody answered.',
      ru: 'Доля звонков, на которые кто-то ответил.',
    },
    unit: 'ratio',
    denominator: { en: 'all calls', ru: 'все звонки' },
    additive: false,
    measure: answered,
    denominatorMeasure: { of: 'count()' },
    samples: { of: 'count()' },
    leftOut: null,
    itemSql: isAnswered,
    whenEmpty: null,
  },
  ofAnswered(
    {
      name: 'calls.talk_ms',
      title: { en: 'Talk time', ru: 'Время разговоров' },
      definition: {
        en: 'Sum of the times from answer to end of the answered calls.',
        ru: 'Сумма времени от ответа до окончания отвеченных звонков.',
      },
      measure: { of: `sumIf(${talkMs}, ${isTimed})` },
    },
    true,
  ),
  ofAnswered(
    {
      name: 'calls.talk_mean_ms',
      title: { en: 'Talk time, mean', ru: 'Время разговора, среднее' },
      definition: {
        en: 'Mean time from answer to end of an answered call.',
        ru: 'Среднее время от ответа до окончания отвеченного звонка.',
      },
      measure: { of: `avgIf(${talkMs}, ${isTimed})` },
    },
    false,
  ),
  wait(
    'calls.wait_p50_ms',
    0,
    { en: 'Wait, median', ru: 'Ожидание, медиана' },
    {
      en: 'Half of the calls were answered within this time.',
      ru: 'За это время ответили на половину звонков.',
    },
  ),
  wait(
    'calls.wait_p90_ms',
    1,
    { en: 'Wait, p90', ru: 'Ожидание, p90' },
    { en: '90 % of the calls were answered within this time.', ru: 'За это время ответили на 90 % звонков.' },
  ),
  spend,
  cost,
]
