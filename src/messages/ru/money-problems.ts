import type { Translation } from '../catalogue-types.ts'
import type { moneyProblems as english } from '../en/money-problems.ts'

export const moneyProblems = {
  version_published: 'Версия опубликована и больше не меняется. Создайте новую.',
  version_not_published: 'Версия — черновик. Сначала опубликуйте её.',
  empty_version: 'В версии нет тарифов. Сначала добавьте их.',
  rates_refused: 'Некоторые тарифы нельзя сохранить в таком виде.',
  invalid_details: 'В некоторых полях ошибки: пояснения рядом с ними.',
  details_changed: 'Реквизиты тем временем изменил кто-то ещё.',
  overlapping_validity: 'В это время для компании действует другая версия. Выберите другое время.',
  assignment_in_force: 'Версия уже действует. Укажите конец её действия.',
  price_list_in_use: 'Прайс-лист действует, действовал или будет действовать: удалить его нельзя.',
  currency_mismatch: 'Валюта компании не совпадает с валютой прайс-листа.',
  idempotency_conflict:
    'Эта форма уже отправлялась с другими значениями. Проверьте операции, прежде чем вносить снова.',
  already_decided: 'Решение уже принято.',
  details_missing: 'Не заполнены реквизиты, нужные для документа.',
  tax_undecided: 'Неизвестно, как облагается продажа: у покупателя нет номера НДС.',
  too_many_documents: 'За сутки создано слишком много счетов. Используйте один из них или подождите.',
  invalid_credit: 'Так скорректировать нельзя. Проверьте строки и суммы.',
  nothing_to_credit: 'Этот счёт уже скорректирован полностью.',
  not_voidable: 'Документ уже нельзя аннулировать. Выставьте корректировочный счёт.',
  settings_changed: 'Настройки тем временем изменил кто-то ещё.',
} as const satisfies Translation<'ru', typeof english>
