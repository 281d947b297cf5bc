import type { Translation } from '../catalogue-types.ts'
import type { noticeProblems as english } from '../en/notice-problems.ts'

export const noticeProblems = {
  invalid_webhook_url: 'На этот адрес отправлять нельзя. Нужен адрес с https://, доступный из интернета.',
  endpoint_off: 'Вебхук выключен. Сначала включите его.',
  delivery_waiting: 'Это и так будет отправлено.',
} as const satisfies Translation<'ru', typeof english>
