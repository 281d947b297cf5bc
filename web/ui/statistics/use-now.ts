import { useEffect, useState } from 'react'

const everyMs = 30_000

/** The present moment, looked at twice a minute; it stands still while the tab is hidden and catches up after. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden) setNowMs(Date.now())
    }
    const timer = setInterval(look, everyMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return nowMs
}
