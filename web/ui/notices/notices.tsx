import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'

const settleMs = 1_500
const NoticeArea = lazy(async () => ({ default: (await import('./notice-area.tsx')).NoticeArea }))

/** Where notices appear. Its code comes after the first page, which needs it for nothing. */
export function Notices(): ReactNode {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), settleMs)
    return () => clearTimeout(timer)
  }, [])
  return <Suspense>{ready && <NoticeArea />}</Suspense>
}
