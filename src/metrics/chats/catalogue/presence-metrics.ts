import type { PresenceMetricSpec } from './chat-metric-spec.ts'

function presence(
  parts: Pick<PresenceMetricSpec, 'name' | 'title' | 'definition' | 'presence'> &
    Partial<Pick<PresenceMetricSpec, 'unit' | 'whenEmpty'>>,
): PresenceMetricSpec {
  return { kind: 'presence', unit: 'count', denominator: null, additive: false, whenEmpty: 0, ...parts }
}

/** How things stood at the end of a bucket, or of the period; not after the moment of asking. */
export const chatPresenceMetrics: readonly PresenceMetricSpec[] = [
  presence({
    name: 'chats.active',
    title: { en: 'Active', ru: 'Активные' },
    definition: {
      en: 'Chats that were open at the end, whenever they were opened.',
      ru: 'Чаты, открытые на конец, когда бы они ни начались.',
    },
    presence: 'open',
  }),
  presence({
    name: 'chats.backlog',
    title: { en: 'Backlog', ru: 'Очередь' },
    definition: {
      en: 'Chats that were open at the end: the same number as active.',
      ru: 'Чаты, открытые на конец: то же число, что и активные.',
    },
    presence: 'open',
  }),
  presence({
    name: 'chats.waiting',
    title: { en: 'Waiting', ru: 'Ждут ответа' },
    definition: {
      en: 'Open chats whose customer waited for a reply at the end.',
      ru: 'Открытые чаты, клиент которых на конец ждал ответа.',
    },
    presence: 'waiting',
  }),
  presence({
    name: 'chats.oldest_waiting_ms',
    title: { en: 'Oldest waiting', ru: 'Самое долгое ожидание' },
    definition: {
      en: 'How long the customer who waited longest had waited at the end, in elapsed time. Empty where nobody waited.',
      ru: 'Сколько на конец ждал клиент, ожидавший дольше всех, по обычным часам. Пусто, если никто не ждал.',
    },
    unit: 'ms',
    whenEmpty: null,
    presence: 'oldest_waiting',
  }),
  presence({
    name: 'chats.concurrency_max',
    title: { en: 'At once, most', ru: 'Одновременно, максимум' },
    definition: {
      en: 'The most chats that were open and assigned to one operator at once, at any moment.',
      ru: 'Наибольшее число чатов, одновременно открытых и назначенных одному оператору.',
    },
    presence: 'concurrency',
  }),
]
