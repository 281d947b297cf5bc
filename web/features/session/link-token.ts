import { useEffect, useState } from 'react'

const keptUnder = 'tallybook.link'

/**
 * The secret after the # of the address that a link led to. It is taken out of the address at once: whoever looks over a shoulder,
 * or into the history of the browser, finds none.
 */
export function useLinkToken(): string {
  const [token] = useState(() => window.location.hash.slice(1) || takeKept())
  useEffect(() => {
    if (window.location.hash !== '')
      window.history.replaceState(window.history.state, '', window.location.pathname)
  }, [])
  return token
}

/** Keeps it in this tab while its reader signs in first; an address of the way there would tell it to the server's log. */
export function keepLinkToken(token: string): void {
  window.sessionStorage.setItem(keptUnder, token)
}

function takeKept(): string {
  const token = window.sessionStorage.getItem(keptUnder) ?? ''
  window.sessionStorage.removeItem(keptUnder)
  return token
}
