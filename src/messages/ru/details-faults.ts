import type { Translation } from '../catalogue-types.ts'
import type { detailsFaults as english } from '../en/details-faults.ts'

export const detailsFaults = {
  invalid_country: 'Такой страны нет в ISO 3166: выберите её из списка или укажите две буквы кода.',
  invalid_postal_code: 'В стране этого адреса таких индексов нет: проверьте индекс и страну.',
  invalid_email: 'Это не похоже на адрес почты: проверьте его.',
  invalid_phone: 'Такого номера телефона не бывает: укажите его с кодом страны и без добавочного.',
  invalid_number: 'Такие номера выглядят иначе: проверьте длину и начало.',
  wrong_check_digits:
    'Контрольные цифры не сходятся — хотя бы один знак неверен. Сверьте номер с документами.',
  invalid_iban: 'Это не IBAN: проверьте страну и длину.',
  wrong_iban_check_digits:
    'Контрольные цифры IBAN не сходятся — хотя бы один знак неверен. Сверьте его с документами банка.',
  invalid_bic: 'В BIC 8 или 11 букв и цифр, в БИК российского банка — 9 цифр: проверьте.',
  invalid_account_number: 'В счёте российского банка 20 цифр: проверьте.',
  account_number_missing: 'Укажите IBAN или номер счёта, если IBAN в стране банка нет.',
  two_account_numbers: 'Укажите что-то одно: IBAN или номер счёта.',
  account_not_of_bank: 'Контрольный ключ счёта не подходит к БИК: ошибка в одной из цифр счёта или БИК.',
  account_in_other_currency: 'Знаки счёта с 6-го по 8-й означают другую валюту: проверьте счёт и валюту.',
  invalid_currency: 'Выберите валюту из ISO 4217.',
  example: 'Например: {example}',
} as const satisfies Translation<'ru', typeof english>
