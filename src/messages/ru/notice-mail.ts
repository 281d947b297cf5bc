import type { Translation } from '../catalogue-types.ts'
import type { noticeMail as english } from '../en/notice-mail.ts'

export const noticeMail = {
  open: 'Открыть Tallybook',
  why: 'Вы получили это письмо, потому что {address} указан в разделе «Настройки → Уведомления» компании {company} в Tallybook.',

  why_report:
    'Вы получили это письмо, потому что {address} получает в Tallybook сообщения об отчётах {company}.',

  document_subject: '{document}: {total}',
  document_text: '{document}. Документ выставлен компании {company}.',
  invoice_named: 'Счёт № {number}',
  pro_forma_named: 'Счёт на оплату № {number}',
  credit_note_named: 'Корректировочный счёт № {number}',
  total: 'Итого',
  due: 'К оплате',

  payment_subject: 'Поступил платёж: {amount}',
  payment_text: 'На счёт компании {company} поступил платёж: {amount}.',
  reference: 'Назначение',
  invoice: 'Счёт',

  low_subject: '{company}: низкий баланс, {balance}',
  low_text: 'Баланс компании {company} опустился до заданного порога.',
  balance: 'Баланс',
  threshold: 'Порог',

  report_subject: 'Отчёт «{name}» готов',
  report_rows: 'Строк',
  report_kept: 'Хранится до',
  report_text: 'Отчёт «{name}» компании {company} готов, его можно скачать.',

  month_subject: '{company}: {month} — месяц закрыт',
  month_text: 'Месяц закрыт: {month}, компания {company}. Более поздние списания войдут в следующий месяц.',
  no_invoice: 'Нет, начислений не было',
} as const satisfies Translation<'ru', typeof english>
