import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Balance } from '../../../../src/contract/index.ts'
import { listenLive } from '../../../api/live-source.ts'
import { balanceQuery } from '../../../api/queries.ts'

/** Least time between two looks that a change of facts asks for. */
const leastPauseMs = 15_000

/** The balance of the company; follows the facts while the tab is looked at. */
export function useBalance(): UseQueryResult<Balance> {
  const client = useQueryClient()
  useEffect(() => {
    let askedMs = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    let stop: (() => void) | undefined
    const ask = (): void => {
      if (timer !== undefined) return
      timer = setTimeout(
        () => {
          timer = undefined
          askedMs = Date.now()
          void client.invalidateQueries({ queryKey: balanceQuery.queryKey })
        },
        Math.max(0, askedMs + leastPauseMs - Date.now()),
      )
    }
    const look = (): void => {
      if (document.hidden) {
        stop?.()
        stop = undefined
      } else stop ??= listenLive({ onChanged: ask })
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(timer)
      stop?.()
    }
  }, [client])
  return useQuery(balanceQuery)
}
