import type { LocalText } from '../../catalogue/metric-spec.ts'
import { count, countOfWhole, different, sum } from './chat-measure.ts'
import { countOf, type ItemMetricSpec, itemCount } from './chat-metric-spec.ts'
import {
  closings,
  handedOver,
  messages,
  messagesWritten,
  opened,
  reopenings,
  unanswered,
  withOperator,
} from './chat-source.ts'

const atOpening: LocalText = { en: 'the opening', ru: 'открытие' }
const atMessage: LocalText = { en: 'the message', ru: 'сообщение' }

const closedOnce = 'first_closed_at = closed_at'

/** Messages of one author: under `arrival` the chat's own columns, unless it matters who wrote. */
function messagesOf(
  author: 'customer' | 'operator' | 'bot',
  title: LocalText,
  definition: LocalText,
): ItemMetricSpec {
  const byAuthor = `message_author = '${author}'`
  return itemCount({
    name: `chats.messages_${author}`,
    title,
    definition,
    moment: atMessage,
    count: ({ clock, wholeChats }) => {
      const counted = countOf(messages, byAuthor)
      if (clock === 'event') return counted
      const written = sum(messagesWritten, 'written_messages', `written_author = '${author}'`)
      return { ...counted, value: [wholeChats ? sum(opened, `${author}_messages`) : written] }
    },
  })
}

/** Plain counts of chats and of what happened in them. */
export const chatCountMetrics: readonly ItemMetricSpec[] = [
  itemCount({
    name: 'chats.new',
    title: { en: 'New', ru: 'Новые' },
    definition: { en: 'Chats opened in the period.', ru: 'Чаты, открытые за период.' },
    moment: atOpening,
    count: () => countOf(opened),
  }),
  itemCount({
    name: 'chats.with_customer_messages',
    title: { en: 'With customer messages', ru: 'С сообщениями клиента' },
    definition: {
      en: 'Chats in which the customer wrote at least one public message, whenever that was.',
      ru: 'Чаты, в которых клиент когда-либо написал хотя бы одно публичное сообщение.',
    },
    moment: atOpening,
    count: () => countOf(opened, 'customer_messages > 0'),
  }),
  itemCount({
    name: 'chats.bot_only',
    title: { en: 'Bot only', ru: 'Только бот' },
    definition: {
      en: 'Chats in which a bot wrote, no operator did, and which were not handed over.',
      ru: 'Чаты, в которых писал бот, не писал оператор и не было передачи оператору.',
    },
    moment: atOpening,
    count: () => countOf(opened, `contact = 'bot_only'`),
  }),
  itemCount({
    name: 'chats.handed_over',
    title: { en: 'Handed over', ru: 'Переданы оператору' },
    definition: {
      en: 'Chats that a bot handed over, whether or not an operator replied.',
      ru: 'Чаты, которые бот передал оператору, даже если оператор не ответил.',
    },
    moment: { en: 'the hand-over', ru: 'передача оператору' },
    count: () => countOf(handedOver),
  }),
  itemCount({
    name: 'chats.with_operator',
    title: { en: 'Operator', ru: 'Оператор' },
    definition: {
      en: 'Chats in which an operator wrote without a hand-over from a bot.',
      ru: 'Чаты, в которых оператор писал без передачи от бота.',
    },
    moment: { en: 'the first reply of an operator', ru: 'первый ответ оператора' },
    count: () => countOf(withOperator),
  }),
  itemCount({
    name: 'chats.unanswered',
    title: { en: 'Unanswered', ru: 'Без ответа' },
    definition: {
      en: 'Chats in which the customer wrote after the last reply of an operator or the bot, and which are closed or have waited for more than 24 hours.',
      ru: 'Чаты, где клиент написал после последнего ответа оператора или бота, а чат закрыт или ждёт больше 24 часов.',
    },
    moment: { en: 'the oldest unanswered message', ru: 'самое раннее сообщение без ответа' },
    count: () => countOf(unanswered),
  }),
  itemCount({
    name: 'chats.customers',
    title: { en: 'Customers', ru: 'Клиенты' },
    definition: {
      en: 'Different customers: of the chats opened in the period, or under the clock “event” those who wrote in it. Chats without a customer ID are left out.',
      ru: 'Разные клиенты: чатов, открытых за период, а по времени событий — те, кто писал за период. Чаты без ID клиента не входят.',
    },
    moment: { en: 'a message of the customer', ru: 'сообщение клиента' },
    additive: false,
    count: ({ clock }) => {
      const source = clock === 'arrival' ? opened : messages
      const own = clock === 'arrival' ? [] : [`message_author = 'customer'`]
      const known = [...own, `customer_id != ''`]
      return {
        value: [different(source, 'customer_hash', ...known)],
        leftOut: [
          clock === 'arrival'
            ? count(source, `customer_id = ''`)
            : different(source, 'chat_key', ...own, `customer_id = ''`),
        ],
        items: { source, when: known, distinct: 'customer_hash' },
      }
    },
  }),
  itemCount({
    name: 'chats.closed',
    title: { en: 'Closed', ru: 'Закрытые' },
    definition: {
      en: 'Different chats that were closed; one that was closed twice counts once.',
      ru: 'Разные чаты, которые были закрыты; закрытый дважды считается один раз.',
    },
    moment: { en: 'the closing', ru: 'закрытие' },
    additive: false,
    count: ({ wholeChats }) => ({
      value: wholeChats
        ? [count(opened, 'first_closed_at IS NOT NULL')]
        : // Most chats are closed once: only the others need to be told apart.
          [count(closings, closedOnce), different(closings, 'chat_key', `NOT ${closedOnce}`)],
      items: { source: closings, when: [], distinct: 'chat_key' },
    }),
  }),
  itemCount({
    name: 'chats.close_events',
    title: { en: 'Closings', ru: 'Закрытия' },
    definition: {
      en: 'How many times chats were closed.',
      ru: 'Сколько раз чаты закрывались.',
    },
    moment: { en: 'the closing', ru: 'закрытие' },
    count: ({ wholeChats }) => ({
      ...countOf(closings),
      ...(wholeChats ? { value: [countOfWhole(closings)] } : {}),
    }),
  }),
  itemCount({
    name: 'chats.reopened',
    title: { en: 'Reopened', ru: 'Открытые снова' },
    definition: {
      en: 'Different chats that were opened again after a closing.',
      ru: 'Разные чаты, которые были открыты снова после закрытия.',
    },
    moment: { en: 'the reopening', ru: 'повторное открытие' },
    additive: false,
    count: ({ wholeChats }) => ({
      value: [wholeChats ? count(opened, 'length(cycle_ms) > 1') : different(reopenings, 'chat_key')],
      items: { source: reopenings, when: [], distinct: 'chat_key' },
    }),
  }),
  itemCount({
    name: 'chats.reopen_events',
    title: { en: 'Reopenings', ru: 'Повторные открытия' },
    definition: {
      en: 'How many times chats were opened again after a closing.',
      ru: 'Сколько раз чаты открывались снова после закрытия.',
    },
    moment: { en: 'the reopening', ru: 'повторное открытие' },
    count: ({ wholeChats }) => ({
      ...countOf(reopenings),
      ...(wholeChats ? { value: [countOfWhole(reopenings)] } : {}),
    }),
  }),
  messagesOf(
    'customer',
    { en: 'Customer messages', ru: 'Сообщения клиентов' },
    { en: 'Public messages written by customers.', ru: 'Публичные сообщения клиентов.' },
  ),
  messagesOf(
    'operator',
    { en: 'Operator messages', ru: 'Сообщения операторов' },
    {
      en: 'Public messages written by operators. Private notes are not counted.',
      ru: 'Публичные сообщения операторов. Внутренние заметки не входят.',
    },
  ),
  messagesOf(
    'bot',
    { en: 'Bot messages', ru: 'Сообщения бота' },
    { en: 'Public messages written by bots.', ru: 'Публичные сообщения ботов.' },
  ),
]
