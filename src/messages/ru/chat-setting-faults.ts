import type { Translation } from '../catalogue-types.ts'
import type { chatSettingFaults as english } from '../en/chat-setting-faults.ts'

export const chatSettingFaults = {
  hours_order: 'Конец должен быть позже начала. Часы после полуночи указывайте в следующем дне.',
  hours_overlap:
    'Эти часы начинаются раньше, чем кончаются предыдущие. Укажите часы дня по порядку, без наложений.',
  unknown_time_zone: 'Такого часового пояса нет. Выберите другой, например Europe/Moscow.',
  date_twice: 'Эта дата уже есть в списке. Укажите все её часы в одной записи.',
  from_too_early: 'Это раньше 2000 года. Выберите более позднюю дату или «С самого первого чата».',
  from_too_late: 'До этой даты больше двух лет. Выберите более раннюю.',
  name_taken: 'Такое название уже есть. Выберите другое.',
  unknown_calendar: 'Такого календаря нет. Выберите другой.',
  archived_calendar: 'Этот календарь в архиве. Выберите другой или верните этот из архива.',
  unknown_operator: 'Такого оператора нет. Сначала добавьте его.',
  unknown_connection: 'Такого подключения нет. Выберите другое.',
  member_order: 'Последний день не может быть раньше первого.',
  members_overlap: 'В это время оператор уже в группе. Исправьте один из двух периодов.',
  too_many: 'Больше добавить нельзя. Сначала удалите что-нибудь.',
} as const satisfies Translation<'ru', typeof english>
