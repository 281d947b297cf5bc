import type { ServerResponse } from 'node:http'

/** Most open live connections in all, and of one company: a page holds one per tab. */
export const maxLiveConnections = 2_000
export const maxLiveConnectionsPerCompany = 200
const heartbeatMs = 20_000
/** A reader that stalls would hold an ended connection open; it is cut off after so long. */
const endingMs = 5_000
/** Ends a connection so that its sign-in is looked at again; the browser comes back by itself. */
const maxAgeMs = 30 * 60_000

/** Tells open pages that the numbers of their company changed (server-sent events). */
export class LiveHub {
  readonly #byCompany = new Map<string, Set<ServerResponse>>()
  #count = 0
  readonly #heartbeat: NodeJS.Timeout

  constructor() {
    this.#heartbeat = setInterval(
      () => this.#each((response) => send(response, ': still here\n\n')),
      heartbeatMs,
    )
    this.#heartbeat.unref()
  }

  get connections(): number {
    return this.#count
  }

  hasRoomFor(companyId: string): boolean {
    const own = this.#byCompany.get(companyId)?.size ?? 0
    return this.#count < maxLiveConnections && own < maxLiveConnectionsPerCompany
  }

  /** Takes over a response whose headers are sent; one that is closed already is left alone, as it closes only once. */
  add(companyId: string, response: ServerResponse): void {
    if (response.destroyed) return
    const own = this.#byCompany.get(companyId) ?? new Set()
    this.#byCompany.set(companyId, own.add(response))
    this.#count += 1
    const age = setTimeout(() => end(response), maxAgeMs)
    age.unref()
    response.once('close', () => {
      clearTimeout(age)
      this.#count -= 1
      own.delete(response)
      if (own.size === 0 && this.#byCompany.get(companyId) === own) this.#byCompany.delete(companyId)
    })
    // A connection that breaks closes, which is all that matters here.
    response.on('error', () => undefined)
    send(response, 'retry: 2000\n\n')
  }

  /** Says that facts of these companies changed. A page that does not read its connection is let go. */
  publish(companyIds: readonly string[]): void {
    for (const companyId of companyIds) {
      for (const response of this.#byCompany.get(companyId) ?? []) send(response, change)
    }
  }

  /** Says that reports of these companies changed. */
  publishReports(companyIds: readonly string[]): void {
    for (const companyId of companyIds) {
      for (const response of this.#byCompany.get(companyId) ?? []) send(response, reportsChange)
    }
  }

  /** For a process that does not fold itself and so cannot know what changed. */
  publishToAll(): void {
    this.#each((response) => send(response, change))
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#each(end)
  }

  #each(act: (response: ServerResponse) => void): void {
    for (const own of this.#byCompany.values()) for (const response of own) act(response)
  }
}

const maxUnreadBytes = 64 * 1024

const change = 'event: changed\ndata: {}\n\n'
const reportsChange = 'event: reports\ndata: {}\n\n'

function send(response: ServerResponse, text: string): void {
  // Writing to an ended response would be an error that nobody waits for.
  if (response.writableEnded || response.destroyed) return
  if (response.writableLength > maxUnreadBytes) response.destroy()
  else response.write(text)
}

function end(response: ServerResponse): void {
  response.end()
  const cut = setTimeout(() => response.destroy(), endingMs)
  cut.unref()
  response.once('close', () => clearTimeout(cut))
}
