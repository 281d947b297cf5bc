import type { Area } from '../catalogue-types.ts'

export const messages = {} as const satisfies Area
