import type { Translation } from '../catalogue-types.ts'
import type { analytics as english } from '../en/analytics.ts'

export const analytics = {
  title: 'Аналитика',
} as const satisfies Translation<'ru', typeof english>
