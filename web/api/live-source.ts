import { inCompany } from './company-address.ts'

/** What a listener is told. */
export interface LiveListener {
  /** Numbers of the company changed. */
  readonly onChanged?: () => void
  /** Reports of the company changed. */
  readonly onReports?: () => void
  readonly onOpen?: () => void
  readonly onError?: () => void
}

let source: EventSource | undefined
const listeners = new Set<LiveListener>()

/**
 * Hears the server say that numbers or reports changed (server-sent events). All listeners of a tab share one connection, as a
 * browser allows few; it is closed with the last of them. Returns what ends the listening.
 */
export function listenLive(listener: LiveListener): () => void {
  listeners.add(listener)
  if (source === undefined) source = open()
  else if (source.readyState === EventSource.OPEN) listener.onOpen?.()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = undefined
  }
}

function open(): EventSource {
  const opened = new EventSource(inCompany('/api/v1/live'))
  opened.addEventListener('changed', () => tell((one) => one.onChanged?.()))
  opened.addEventListener('reports', () => tell((one) => one.onReports?.()))
  opened.addEventListener('open', () => tell((one) => one.onOpen?.()))
  opened.addEventListener('error', () => tell((one) => one.onError?.()))
  return opened
}

function tell(act: (listener: LiveListener) => void): void {
  for (const listener of listeners) act(listener)
}
