import type { Translation } from '../catalogue-types.ts'
import type { settings as english } from '../en/settings.ts'

export const settings = {
  title: 'Настройки',
  sections: 'Разделы настроек',
  company: 'Компания',
  provider_details: 'Поставщик',
  payments: 'Платежи',
  notices: 'Уведомления',
  imports: 'Импорт',
  chats: 'Чаты',
  people: 'Сотрудники',
  audit_log: 'Журнал действий',
  invoicing: 'Счета',
  company_name: 'Название',
  company_name_missing: 'Введите название компании.',
  time_zone: 'Часовой пояс',
  time_zone_help:
    'По нему считаются дни, недели и месяцы во всей статистике. При смене пересчитываются и прошлые дни.',
  currency: 'Валюта',
  currency_help: 'Выбрана при настройке, изменить нельзя.',
  read_only: 'Изменять может только владелец.',

  connections: 'Подключения',
  actions_for: 'Действия: {name}',
  rename: 'Переименовать',
  done: 'Готово',

  api_keys: 'Ключи API',
  api_keys_text:
    'С ключом ваши программы отправляют события и читают показатели. Передавайте его в заголовке «Authorization: Bearer …».',
  create_key: 'Создать ключ',
  no_keys_title: 'Ключей пока нет',
  no_keys_text: 'Создайте ключ, чтобы отправлять события из своих программ.',
  key_name: 'Название',
  key_name_help: 'Для какой программы, например «CRM».',
  key_name_missing: 'Введите название.',
  key: 'Ключ',
  scopes: 'Разрешено',
  scopes_missing: 'Выберите хотя бы одно.',
  created: 'Создан',
  last_used: 'Использован',
  never_used: 'Ни разу',
  key_created: 'Скопируйте ключ сейчас',
  key_created_text: 'Он показан единственный раз. Храните его там же, где остальные секреты программы.',
  copy_key: 'Скопировать ключ',
  revoke: 'Отозвать',
  revoke_key: 'Отозвать ключ',
  revoke_named: 'Отозвать ключ {name}',
  revoke_title: 'Отозвать ключ «{name}»?',
  revoke_text: 'Программы с этим ключом сразу получат отказ. Отменить это нельзя.',

  first_event: 'Отправьте первое событие',
  first_event_text:
    'События может отправлять любая программа. Ответ приходит, когда они записаны на диск; показатели меняются в течение двух секунд.',
  first_event_key: 'Вместо YOUR_KEY подставьте ключ API с правом отправки событий.',
  copy_command: 'Скопировать команду',
} as const satisfies Translation<'ru', typeof english>
