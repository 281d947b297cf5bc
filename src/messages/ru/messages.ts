import type { Translation } from '../catalogue-types.ts'
import type { messages as english } from '../en/messages.ts'

export const messages = {} as const satisfies Translation<'ru', typeof english>
