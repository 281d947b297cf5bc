import type { Area } from '../catalogue-types.ts'

export const session = {} as const satisfies Area
