import type { Translation } from '../catalogue-types.ts'
import type { reports as english } from '../en/reports.ts'

export const reports = {
  title: 'Отчёты',

  service_messages: 'Сообщения',
  service_chats: 'Чаты',
  service_calls: 'Звонки',
  service_payments: 'Платежи',
  service_companies: 'Зависимые компании',

  type_message_detail: 'Сообщения подробно',
  type_message_summary: 'Сводка по сообщениям',
  type_campaigns: 'Кампании',
  type_chat_sessions: 'Чаты подробно',
  type_chat_operators: 'Операторы чатов',
  type_calls: 'Звонки',
  type_charges: 'Начисления',
  type_account_statement: 'Выписка по счёту',
  type_dependent_companies: 'Зависимые компании',

  about_message_detail: 'По строке на сообщение: когда, кому, что с ним стало и сколько оно стоило.',
  about_message_summary:
    'Сколько сообщений по времени, каналам и статусам или в другом разрезе на ваш выбор.',
  about_campaigns: 'По строке на кампанию и канал: отправлено, доставлено, прочитано, переходы, расходы.',
  about_chat_sessions: 'По строке на чат: кто писал, как скоро ответили, чем закончилось.',
  about_chat_operators: 'По строке на оператора: чаты, сообщения, время ответа, оценки.',
  about_calls: 'По строке на звонок.',
  about_charges: 'По строке на каждое сообщение, за которое начислено за период или по одному счёту.',
  about_account_statement: 'Все движения по счёту с остатком на начало и на конец.',
  about_dependent_companies:
    'По каждой компании, которая покупает у вас: отправлено и доставлено по каналам, сколько платит она и сколько платите вы.',

  state_generating: 'Формируется',
  state_generated: 'Сформирован',
  state_error: 'Ошибка',

  format_xlsx: 'Excel',
  format_csv: 'CSV',
  format_parquet: 'Parquet',

  frequency_daily: 'Каждый день',
  frequency_weekly: 'Каждую неделю',
  frequency_monthly: 'Каждый месяц',

  error_too_many_rows:
    'В отчёте было бы больше строк, чем допустимо. Выберите период короче или добавьте фильтры.',
  error_invalid_selection: 'Период или фильтры отчёта больше не подходят. Создайте новый отчёт.',
  error_not_found: 'Того, о чём этот отчёт, больше нет.',
  error_not_allowed: 'Отчёт о компании, которая больше не ваш клиент.',
  error_storage_full: 'Для файла не хватило места. Освободите место на сервере и сформируйте отчёт заново.',
  error_storage_unavailable: 'Хранилище файлов недоступно. Сформируйте отчёт заново позже.',
  error_source_unavailable: 'Не удалось прочитать данные. Сформируйте отчёт заново позже.',
  error_interrupted: 'Сервер несколько раз останавливался, пока формировал отчёт. Сформируйте его заново.',
  error_internal: 'Отчёт не сформирован из-за ошибки сервера. Сформируйте его заново.',
} as const satisfies Translation<'ru', typeof english>
