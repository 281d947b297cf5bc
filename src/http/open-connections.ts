import type { Server as HttpServer, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Knows which connections have a request under way, so that a stop waits for those and for no other. The server's own
 * sweep takes a connection that never sent anything (browsers open some in advance) for a busy one until its headers
 * time out.
 */
export class OpenConnections {
  readonly #requests = new Map<Socket, number>()
  #ending = false

  watch(server: HttpServer): void {
    server.on('connection', (socket) => {
      if (this.#ending) return void socket.destroy()
      this.#requests.set(socket, 0)
      socket.once('close', () => this.#requests.delete(socket))
    })
    server.on('request', ({ socket }, response) => this.#begin(socket, response))
  }

  /** Closes what has no request under way, now and as soon as the others have been answered. */
  endIdle(): void {
    this.#ending = true
    for (const [socket, requests] of this.#requests) if (requests === 0) socket.destroy()
  }

  #begin(socket: Socket, response: ServerResponse): void {
    this.#requests.set(socket, (this.#requests.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const requests = (this.#requests.get(socket) ?? 1) - 1
      // A connection that is closed already must not be remembered again.
      if (this.#requests.has(socket)) this.#requests.set(socket, requests)
      // What was written is sent before the connection ends.
      if (this.#ending && requests === 0) socket.destroySoon()
    })
  }
}
