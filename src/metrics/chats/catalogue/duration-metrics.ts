import type { ChatDuration, ChatDurationPart } from '../../../contract/index.ts'
import type { LocalText } from '../../catalogue/metric-spec.ts'
import { countOf, type ItemMetricSpec, itemCount } from './chat-metric-spec.ts'
import {
  type ChatSource,
  closings,
  firstCloses,
  firstClosesPending,
  firstResponses,
  firstResponsesPending,
  handlings,
  handlingsPending,
  lastCloses,
  lastClosesPending,
  openCycles,
  turns,
  turnsPending,
} from './chat-source.ts'
import { isMeasured, itemsOf, measuredDurations } from './measured-durations.ts'

interface DurationSpec {
  readonly duration: ChatDuration
  readonly samples: ChatSource
  readonly pending: ChatSource
  readonly title: LocalText
  readonly meaning: LocalText
  readonly sampled: LocalText
  readonly waiting: LocalText
  readonly moment: LocalText
  readonly pendingMoment: LocalText
}

const durations: readonly DurationSpec[] = [
  {
    duration: 'first_response',
    samples: firstResponses,
    pending: firstResponsesPending,
    title: { en: 'First response', ru: 'Первый ответ' },
    meaning: {
      en: 'From the customer’s first message, or a later hand-over from the bot, to the first reply of an operator. Credited to who replied.',
      ru: 'От первого сообщения клиента или более поздней передачи от бота до первого ответа оператора. Засчитывается ответившему.',
    },
    sampled: { en: 'chats with a first response', ru: 'чаты с первым ответом' },
    waiting: {
      en: 'Chats that wait for a first response now.',
      ru: 'Чаты, которые сейчас ждут первого ответа.',
    },
    moment: { en: 'the response', ru: 'ответ' },
    pendingMoment: { en: 'the moment since which it waits', ru: 'момент, с которого ждут' },
  },
  {
    duration: 'turn_response',
    samples: turns,
    pending: turnsPending,
    title: { en: 'Response', ru: 'Ответ' },
    meaning: {
      en: 'From the oldest of the customer’s consecutive messages to the next reply of an operator. Credited to who replied.',
      ru: 'От самого раннего из подряд идущих сообщений клиента до следующего ответа оператора. Засчитывается ответившему.',
    },
    sampled: { en: 'replies of operators', ru: 'ответы операторов' },
    waiting: {
      en: 'Open chats whose customer waits for a reply now.',
      ru: 'Открытые чаты, клиент которых сейчас ждёт ответа.',
    },
    moment: { en: 'the reply', ru: 'ответ' },
    pendingMoment: { en: 'the oldest message that waits', ru: 'самое раннее ожидающее сообщение' },
  },
  {
    duration: 'resolution',
    samples: closings,
    pending: openCycles,
    title: { en: 'Resolution', ru: 'Решение' },
    meaning: {
      en: 'From each opening or reopening to the closing that follows.',
      ru: 'От каждого открытия, в том числе повторного, до следующего закрытия.',
    },
    sampled: { en: 'closings', ru: 'закрытия' },
    waiting: { en: 'Chats that are open now.', ru: 'Чаты, открытые сейчас.' },
    moment: { en: 'the closing', ru: 'закрытие' },
    pendingMoment: { en: 'the opening or reopening', ru: 'открытие или повторное открытие' },
  },
  {
    duration: 'first_close',
    samples: firstCloses,
    pending: firstClosesPending,
    title: { en: 'First closing', ru: 'Первое закрытие' },
    meaning: {
      en: 'From the opening of a chat to its first closing.',
      ru: 'От открытия чата до его первого закрытия.',
    },
    sampled: { en: 'chats that were ever closed', ru: 'чаты, которые когда-либо закрывались' },
    waiting: { en: 'Chats that were never closed.', ru: 'Чаты, которые ещё не закрывались.' },
    moment: { en: 'the first closing', ru: 'первое закрытие' },
    pendingMoment: { en: 'the opening', ru: 'открытие' },
  },
  {
    duration: 'last_close',
    samples: lastCloses,
    pending: lastClosesPending,
    title: { en: 'Last closing', ru: 'Последнее закрытие' },
    meaning: {
      en: 'From the opening of a chat to its last closing.',
      ru: 'От открытия чата до его последнего закрытия.',
    },
    sampled: { en: 'chats that are closed', ru: 'закрытые чаты' },
    waiting: { en: 'Chats that are open now.', ru: 'Чаты, открытые сейчас.' },
    moment: { en: 'the last closing', ru: 'последнее закрытие' },
    pendingMoment: { en: 'the opening', ru: 'открытие' },
  },
  {
    duration: 'handle',
    samples: handlings,
    pending: handlingsPending,
    title: { en: 'Handling', ru: 'Работа с чатом' },
    meaning: {
      en: 'All the time that a chat was open and assigned to one operator.',
      ru: 'Всё время, пока чат был открыт и назначен одному оператору.',
    },
    sampled: { en: 'chats, once for each operator', ru: 'чаты, по разу на каждого оператора' },
    waiting: {
      en: 'Chats that are open and assigned now.',
      ru: 'Чаты, которые сейчас открыты и назначены.',
    },
    moment: { en: 'the end of the last assignment', ru: 'конец последнего назначения' },
    pendingMoment: { en: 'the first assignment', ru: 'первое назначение' },
  },
]

const leftOutEn = 'In business time, samples without a calendar are left out.'
const leftOutRu = 'В рабочем времени не входят случаи без календаря.'

function timeOf(
  spec: DurationSpec,
  part: ChatDurationPart & `${string}_ms`,
  title: LocalText,
  value: 'percentiles' | 'sum',
  place?: 0 | 1,
): ItemMetricSpec {
  const { samples, duration } = spec
  return {
    kind: 'items',
    name: `chats.${duration}_${part}`,
    title: { en: `${spec.title.en}, ${title.en}`, ru: `${spec.title.ru}, ${title.ru}` },
    definition: { en: `${spec.meaning.en} ${leftOutEn}`, ru: `${spec.meaning.ru} ${leftOutRu}` },
    unit: 'ms',
    denominator: spec.sampled,
    additive: false,
    whenEmpty: null,
    moment: spec.moment,
    duration,
    count: (terms) => {
      const measured = measuredDurations(samples, terms)
      return {
        value: [measured[value]],
        over: place === undefined ? [measured.samples] : null,
        ...(place === undefined ? {} : { place }),
        basis: [measured.samples],
        leftOut: measured.unmeasured,
        items: { source: samples, when: isMeasured(samples, terms.business) },
      }
    },
  }
}

function metricsOf(spec: DurationSpec): readonly ItemMetricSpec[] {
  const { duration, samples, pending } = spec
  return [
    timeOf(spec, 'p50_ms', { en: 'median', ru: 'медиана' }, 'percentiles', 0),
    timeOf(spec, 'p90_ms', { en: '90th percentile', ru: '90-й процентиль' }, 'percentiles', 1),
    timeOf(spec, 'mean_ms', { en: 'mean', ru: 'среднее' }, 'sum'),
    itemCount({
      name: `chats.${duration}_n`,
      title: { en: `${spec.title.en}, samples`, ru: `${spec.title.ru}, число случаев` },
      definition: {
        en: `How many times it was measured: ${spec.sampled.en}. ${leftOutEn}`,
        ru: `Сколько раз измерено: ${spec.sampled.ru}. ${leftOutRu}`,
      },
      moment: spec.moment,
      duration,
      count: (terms) => {
        const measured = measuredDurations(samples, terms)
        return {
          ...countOf(samples, ...isMeasured(samples, terms.business)),
          value: [measured.samples],
          leftOut: measured.unmeasured,
        }
      },
    }),
    itemCount({
      name: `chats.${duration}_pending`,
      title: { en: `${spec.title.en}, pending`, ru: `${spec.title.ru}, ожидают` },
      definition: spec.waiting,
      moment: spec.pendingMoment,
      duration,
      count: (terms) => ({ ...countOf(pending), value: [itemsOf(pending, terms)] }),
    }),
  ]
}

/** Durations: percentiles, mean, samples and what is still pending. Null without a sample; 0 ms is a value. */
export const chatDurationMetrics: readonly ItemMetricSpec[] = durations.flatMap(metricsOf)
