import {
  countIf,
  isClicked,
  isConflicting,
  isDelivered,
  isInProgress,
  isLate,
  isNotDelivered,
  isRead,
  isSent,
  isUnconfirmed,
} from './message-sql.ts'
import type { LocalText, MetricSpec } from './metric-spec.ts'

type CountName = MetricSpec['name']

function count(name: CountName, itemSql: string, title: LocalText, definition: LocalText): MetricSpec {
  return {
    name,
    title,
    definition,
    unit: 'count',
    denominator: null,
    additive: true,
    measure: { of: itemSql === '1' ? 'count()' : countIf(itemSql) },
    denominatorMeasure: null,
    samples: null,
    leftOut: null,
    itemSql,
    whenEmpty: 0,
  }
}

/** Plain counts of messages; a message belongs to the period in which it was created. */
export const countMetrics: readonly MetricSpec[] = [
  count(
    'messages.created',
    '1',
    { en: 'Created', ru: 'Создано' },
    {
      en: 'Messages created in the period, whatever happened to them later.',
      ru: 'Сообщения, созданные за период, что бы ни случилось с ними потом.',
    },
  ),
  count(
    'messages.in_progress',
    isInProgress,
    { en: 'In progress', ru: 'В процессе' },
    {
      en: 'Created messages without a final status whose channel’s time-out has not passed yet.',
      ru: 'Созданные сообщения без итогового статуса, для которых срок ожидания канала ещё не прошёл.',
    },
  ),
  count(
    'messages.sent',
    isSent,
    { en: 'Sent', ru: 'Отправлено' },
    {
      en: 'Messages handed over to the network: sent or further, or with a final status that implies it (delivered, read, expired, unconfirmed by the provider). A rejection or failure alone does not count as a hand-over.',
      ru: 'Сообщения, переданные в сеть: отправленные и дошедшие дальше, а также с итоговым статусом, который это подразумевает (доставлено, прочитано, срок истёк, не подтверждено провайдером). Один лишь отказ или сбой передачей не считается.',
    },
  ),
  count(
    'messages.delivered',
    isDelivered,
    { en: 'Delivered', ru: 'Доставлено' },
    {
      en: 'Messages with the status delivered or read: reading proves delivery.',
      ru: 'Сообщения со статусом «доставлено» или «прочитано»: прочтение подтверждает доставку.',
    },
  ),
  count(
    'messages.read',
    isRead,
    { en: 'Read', ru: 'Прочитано' },
    {
      en: 'Messages that a person read or opened. Opens by machines are left out.',
      ru: 'Сообщения, которые прочитал или открыл человек. Открытия программами не учитываются.',
    },
  ),
  count(
    'messages.clicked',
    isClicked,
    { en: 'Clicked', ru: 'Переходы' },
    {
      en: 'Messages with at least one click on a link. Clicks by bots are left out.',
      ru: 'Сообщения, в которых перешли хотя бы по одной ссылке. Переходы роботов не учитываются.',
    },
  ),
  count(
    'messages.not_delivered',
    isNotDelivered,
    { en: 'Not delivered', ru: 'Не доставлено' },
    {
      en: 'Messages that failed, were rejected, expired or were cancelled. Unconfirmed ones are left out.',
      ru: 'Сообщения с ошибкой, отклонённые, с истёкшим сроком и отменённые. Неподтверждённые не входят.',
    },
  ),
  count(
    'messages.failed',
    `status = 'failed'`,
    { en: 'Failed', ru: 'Ошибка доставки' },
    {
      en: 'Messages that were handed over and could not be delivered.',
      ru: 'Сообщения, которые были переданы, но доставить их не удалось.',
    },
  ),
  count(
    'messages.rejected',
    `status = 'rejected'`,
    { en: 'Rejected', ru: 'Отклонено' },
    {
      en: 'Messages that the provider or carrier refused to take.',
      ru: 'Сообщения, которые провайдер или оператор отказался принять.',
    },
  ),
  count(
    'messages.expired',
    `status = 'expired'`,
    { en: 'Expired', ru: 'Срок истёк' },
    {
      en: 'Messages whose validity ended before they could be delivered.',
      ru: 'Сообщения, срок действия которых закончился до доставки.',
    },
  ),
  count(
    'messages.cancelled',
    `status = 'cancelled'`,
    { en: 'Cancelled', ru: 'Отменено' },
    {
      en: 'Messages that were withdrawn before they were delivered.',
      ru: 'Сообщения, отозванные до доставки.',
    },
  ),
  count(
    'messages.unconfirmed',
    isUnconfirmed,
    { en: 'Unconfirmed', ru: 'Не подтверждено' },
    {
      en: 'Messages whose end is not known: the provider said so, or the channel’s time-out passed without a final status. Late proof moves them on.',
      ru: 'Сообщения с неизвестным исходом: об этом сообщил провайдер или срок ожидания канала прошёл без итогового статуса. Позднее подтверждение меняет статус.',
    },
  ),
  count(
    'messages.late',
    isLate,
    { en: 'Late receipts', ru: 'Запоздалые отчёты' },
    {
      en: 'Messages whose delivery or failure is of a moment after the channel’s time-out: until then they counted as unconfirmed.',
      ru: 'Сообщения, доставка или недоставка которых произошла после срока ожидания канала: до того они считались неподтверждёнными.',
    },
  ),
  count(
    'messages.conflicting',
    isConflicting,
    { en: 'Conflicting receipts', ru: 'Противоречивые отчёты' },
    {
      en: 'Messages whose receipts contradict each other: delivered according to one, not delivered according to another.',
      ru: 'Сообщения, отчёты о которых противоречат друг другу: по одному доставлено, по другому нет.',
    },
  ),
]
