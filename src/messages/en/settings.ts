import type { Area } from '../catalogue-types.ts'

export const settings = {} as const satisfies Area
