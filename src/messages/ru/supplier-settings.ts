import type { Translation } from '../catalogue-types.ts'
import type { supplierSettings as english } from '../en/supplier-settings.ts'

export const supplierSettings = {
  provider_title: 'Счета, которые получаете вы',
  provider_text: 'Условия поставщика для счетов вашей компании.',
  company_title: 'Счета, которые выставляете вы',
  company_text: 'Для счетов компаниям, которые покупают у вас.',
  not_entered: 'Ещё не заполнено: пока настройки не сохранены, счета не выставляются.',
  is_registered: 'Плательщик НДС',
  is_registered_help: 'Если нет, счета выставляются без налога с указанием причины.',
  standard_rate: 'Основная ставка, %',
  standard_rate_help: 'Ставка страны поставщика для продаж внутри неё.',
  standard_rate_wrong: 'Укажите процент от 0 до 100, не больше двух знаков после запятой.',
  payment_days: 'Срок оплаты, дней',
  payment_days_help: 'От даты счёта до последнего дня оплаты. 0 — сразу.',
  payment_days_wrong: 'Укажите целое число дней от 0 до 365.',
  grace_hours: 'Отсрочка закрытия, часов',
  grace_hours_help:
    'Столько после конца месяца ждём запоздавших отчётов о доставке. Потом месяц закрывается.',
  grace_hours_wrong: 'Укажите целое число часов от 0 до 744.',
  series: 'Нумерация',
  series_help: '{series} даёт {example}. В серии номера идут без пропусков.',
  invoice_series: 'Счета',
  pro_forma_series: 'Счета на оплату',
  credit_note_series: 'Корректировочные счета',
  series_wrong: 'От 1 до 10 заглавных латинских букв и цифр.',
  series_same: 'У каждого вида документов должна быть своя серия.',
  save: 'Сохранить настройки',
  saved: 'Настройки сохранены.',
  changed_meanwhile:
    'Пока вы правили настройки, их изменил кто-то ещё. Введённое вами осталось в форме, но не сохранено.',
  load_saved: 'Отказаться от своих изменений и показать сохранённое',
  leave_text: 'Изменения настроек не сохранены и пропадут.',
  nothing_title: 'Здесь нечего настраивать',
  nothing_text: 'Ваша компания покупает у другой: она и решает, какими будут счета.',
} as const satisfies Translation<'ru', typeof english>
