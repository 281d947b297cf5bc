import type { Translation } from '../catalogue-types.ts'
import type { settings as english } from '../en/settings.ts'

export const settings = {} as const satisfies Translation<'ru', typeof english>
