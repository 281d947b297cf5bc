import type { Translation } from '../catalogue-types.ts'
import type { chatSettings as english } from '../en/chat-settings.ts'

export const chatSettings = {
  title: 'Чаты',
} as const satisfies Translation<'ru', typeof english>
