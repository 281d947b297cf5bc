import type { Translation } from '../catalogue-types.ts'
import type { unrated as english } from '../en/unrated.ts'

export const unrated = {
  title: {
    one: '{n} сообщение без цены',
    few: '{n} сообщения без цены',
    many: '{n} сообщений без цены',
    other: '{n} сообщения без цены',
  },
  why_no_rate: {
    one: '{n} — нет тарифа в прайс-листе',
    few: '{n} — нет тарифа в прайс-листе',
    many: '{n} — нет тарифа в прайс-листе',
    other: '{n} — нет тарифа в прайс-листе',
  },
  why_no_price_list: {
    one: '{n} — нет действующего прайс-листа',
    few: '{n} — нет действующего прайс-листа',
    many: '{n} — нет действующего прайс-листа',
    other: '{n} — нет действующего прайс-листа',
  },
  show: 'Показать какие',
  dialog: 'Сообщения без цены',
  text: 'Пока цены нет, они не списываются. Добавьте недостающее в новую версию прайс-листа, опубликуйте её и введите в действие с даты до первого сообщения: цены рассчитаются сами.',
  reason: 'Причина',
  reason_no_rate: 'Нет тарифа',
  reason_no_price_list: 'Нет прайс-листа',
  channel: 'Канал',
  kind: 'Вид',
  country: 'Страна',
  network: 'Сеть',
  messages: 'Сообщения',
  first: 'Первое',
  last: 'Последнее',
  to_price_lists: 'К прайс-листам',
} as const satisfies Translation<'ru', typeof english>
