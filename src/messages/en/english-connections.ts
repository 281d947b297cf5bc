import { connections } from './connections.ts'

/** The words of the page of connections in English: fetched when it is. */
export const englishConnections = {
  connections,
} as const
