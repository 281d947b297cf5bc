import type { Translation } from '../catalogue-types.ts'
import type { session as english } from '../en/session.ts'

export const session = {} as const satisfies Translation<'ru', typeof english>
