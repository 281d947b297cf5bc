import type { Translation } from '../catalogue-types.ts'
import type { selection as english } from '../en/selection.ts'

export const selection = {
  period: 'Период',
  period_start_date: 'Начало, дата',
  period_start_time: 'Начало, время',
  period_end_date: 'Конец, дата',
  period_end_time: 'Конец, время',
  period_end_help: 'Пусто — до конца дня. Сам момент окончания в период не входит.',
  period_apply: 'Применить',
  period_order: 'Конец должен быть позже начала.',
  period_presets: 'Готовые периоды',
  zone: 'Часовой пояс',
  zone_company: 'Пояс компании',
  filter: 'Фильтр',
  filter_add: 'Добавить фильтр',
  filter_search: 'Поиск',
  filter_nothing: 'Ничего не найдено',
  filter_empty: 'В этом периоде значений нет',
  filter_remove: 'Убрать фильтр «{name}»',
  filter_change: 'Изменить фильтр «{name}»',
  filter_clear: 'Сбросить фильтры',
  filter_more: { one: 'ещё {n}', few: 'ещё {n}', many: 'ещё {n}', other: 'ещё {n}' },
  filters_label: 'Фильтры',
  not_stated: 'Не указано',
} as const satisfies Translation<'ru', typeof english>
