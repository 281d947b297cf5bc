import type { Translation } from '../catalogue-types.ts'
import type { problems as english } from '../en/problems.ts'

export const problems = {
  invalid_credentials: 'Неверный email или пароль.',
  too_many_attempts: 'Слишком много попыток входа. Подождите 15 минут и повторите.',
  invalid_setup_code: 'Неверный код настройки. Правильный программа вывела при запуске.',
  setup_done: 'Tallybook уже настроен. Войдите.',
  invalid_time_zone: 'Такого часового пояса нет.',
  invalid_currency: 'Такой валюты нет.',
  too_many_rows:
    'Для одного файла слишком много строк. Выберите период короче, добавьте фильтры или сформируйте отчёт.',
  invalid_period: 'Неверный период. Выберите другой.',
  invalid_chat_settings: 'Часть настроек неверна. Исправьте отмеченные поля.',
  test_payments_off:
    'Тестовый режим зачисляет деньги, которых никто не платил. Для проб его может разрешить администратор настройкой TEST_PAYMENTS.',
  invalid_settings: 'Настройки неполны. Заполните все поля.',
  not_found: 'Этого нет или уже нет.',
  unauthorized: 'Сеанс завершён. Войдите снова.',
  origin_mismatch: 'Запрос пришёл с чужого адреса. Проверьте PUBLIC_URL на сервере.',
  too_many_requests: 'Слишком много запросов. Подождите немного и повторите.',
  overloaded: 'Сервер перегружен. Подождите немного и повторите.',
  unavailable: 'Сервер ещё не готов. Подождите немного и повторите.',
} as const satisfies Translation<'ru', typeof english>
