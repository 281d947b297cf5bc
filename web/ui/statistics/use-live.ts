import { useEffect, useRef, useState } from 'react'
import { listenLive } from '../../api/live-source.ts'
import type { QuestionsOnScreen } from './questions-on-screen.ts'

export const pollingSeconds = 15
/** Least time between two refreshes, so that a busy company does not keep the page asking all the time. */
const leastPauseMs = 250

export type LiveState = 'live' | 'polling' | 'paused'

/** What a page hears of: changes of numbers, or of reports. */
type Heard = 'numbers' | 'reports'

/**
 * Refreshes the answers on the screen whenever the server says that what they are of changed (server-sent events), every 15 s
 * where that cannot be reached, and not at all while the tab is hidden. `onScreen` stays the same object.
 */
export function useLive(onScreen: Pick<QuestionsOnScreen, 'refresh'>, heard: Heard = 'numbers'): LiveState {
  const [hidden, setHidden] = useState(() => document.hidden)
  const [polling, setPolling] = useState(false)
  const hiddenBefore = useRef(false)

  useEffect(() => {
    const look = (): void => setHidden(document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  useEffect(() => {
    if (hidden) return
    const refresh = createRefresh(() => onScreen.refresh())
    let missed = hiddenBefore.current
    const stop = listenLive({
      ...(heard === 'numbers' ? { onChanged: refresh.ask } : { onReports: refresh.ask }),
      onOpen: () => {
        setPolling(false)
        // What happened while nobody listened is not told again; right after the page's own questions nothing is missing.
        if (missed) refresh.ask()
        missed = false
      },
      onError: () => {
        missed = true
        setPolling(true)
      },
    })
    return () => {
      hiddenBefore.current = true
      stop()
      refresh.stop()
    }
  }, [onScreen, heard, hidden])

  useEffect(() => {
    if (hidden || !polling) return
    const timer = setInterval(() => void onScreen.refresh(), pollingSeconds * 1_000)
    return () => clearInterval(timer)
  }, [onScreen, hidden, polling])

  if (hidden) return 'paused'
  return polling ? 'polling' : 'live'
}

/** Runs one refresh at a time; asks that come during one lead to exactly one more after it. */
export function createRefresh(
  run: () => Promise<unknown>,
  pauseMs = leastPauseMs,
): { ask: () => void; stop: () => void } {
  let busy = false
  let askedAgain = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (): void => {
    if (stopped) return
    if (busy) {
      askedAgain = true
      return
    }
    busy = true
    const rest = (): void => {
      timer = setTimeout(() => {
        busy = false
        if (!askedAgain) return
        askedAgain = false
        ask()
      }, pauseMs)
    }
    run().then(rest, rest)
  }
  const stop = (): void => {
    stopped = true
    clearTimeout(timer)
  }
  return { ask, stop }
}
