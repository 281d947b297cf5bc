import type { Area } from '../catalogue-types.ts'

/** The page of settings of chats. */
export const chatSettings = {
  title: 'Chats',
} as const satisfies Area
