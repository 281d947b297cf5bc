import type { Area } from '../catalogue-types.ts'

export const analytics = {
  title: 'Analytics',
} as const satisfies Area
