import { useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '../../src/contract/index.ts'
import { sessionQuery } from './queries.ts'

/** Who is signed in and for which company. Only inside the frame, whose route has already asked for it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}
