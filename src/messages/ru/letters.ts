import type { Translation } from '../catalogue-types.ts'
import type { letters as english } from '../en/letters.ts'

export const letters = {
  invitation_subject: 'Приглашение в Tallybook: {company}',
  invitation_text: 'Вас приглашают работать со статистикой и счетами компании {company} в Tallybook.',
  invitation_text_by:
    '{inviter} приглашает вас работать со статистикой и счетами компании {company} в Tallybook.',
  invitation_why:
    'Приглашение отправлено на {address}. Если вы его не ждали, ничего не делайте — ничего и не произойдёт.',
  role: 'Ваша роль',
  until: 'Действует до',
  accept: 'Принять приглашение',
  reset_subject: 'Новый пароль для Tallybook',
  reset_text: 'Для {address} запросили новый пароль. Задать его можно по этой ссылке.',
  reset_why: 'Если это были не вы, не обращайте внимания на письмо: пароль останется прежним.',
  set_password: 'Задать новый пароль',
  password_changed_subject: 'Пароль в Tallybook изменён',
  password_changed_text: 'Пароль для {address} изменён. Остальные сеансы завершены.',
  second_factor_on_subject: 'Двухфакторный вход включён',
  second_factor_on_text: 'Теперь при входе {address} запрашивается код из приложения.',
  second_factor_off_subject: 'Двухфакторный вход отключён',
  second_factor_off_text: 'Теперь при входе {address} запрашивается только пароль.',
  check_security: 'Проверить настройки входа',
  changed_why: 'Если это были не вы, сразу задайте новый пароль и сообщите владельцу компании.',
} as const satisfies Translation<'ru', typeof english>
