import { type ReactNode, useEffect, useState } from 'react'

const patienceMs = 200

/** Shows its content only once waiting has become noticeable: no spinner flashes under 200 ms. */
export function Delayed({ children }: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return shown ? children : null
}
