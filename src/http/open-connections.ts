import type { Server as HttpServer, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Knows which connections have a request under way, so that a stop waits for those and for no other. The server's own
 * sweep takes a connection that never sent anything (browsers open some in advance) for a busy one until its headers
 * time out.
 */
export class OpenConnections {
  /** Answers that are not over, by connection. */
  readonly #answers = new Map<Socket, Set<ServerResponse>>()
  #ending = false

  watch(server: HttpServer): void {
    server.on('connection', (socket) => {
      if (this.#ending) return void socket.destroy()
      this.#answers.set(socket, new Set())
      socket.once('close', () => this.#answers.delete(socket))
    })
    server.on('request', ({ socket }, response) => this.#begin(socket, response))
  }

  /** Closes what has no request under way, now and as soon as the others have been answered; their answers say so. */
  endIdle(): void {
    this.#ending = true
    for (const [socket, answers] of this.#answers) {
      if (answers.size === 0) socket.destroy()
      for (const answer of answers) sayClosing(answer)
    }
  }

  /** Whether an answer has begun: nothing else may be written to the connection then. */
  isAnswering(socket: Socket): boolean {
    return [...(this.#answers.get(socket) ?? [])].some((answer) => answer.headersSent)
  }

  #begin(socket: Socket, answer: ServerResponse): void {
    // A connection that is closed already must not be remembered again.
    const answers = this.#answers.get(socket) ?? new Set()
    answers.add(answer)
    if (this.#ending) sayClosing(answer)
    answer.once('close', () => {
      answers.delete(answer)
      // What was written is sent before the connection ends.
      if (this.#ending && answers.size === 0) socket.destroySoon()
    })
  }
}

function sayClosing(answer: ServerResponse): void {
  if (!answer.headersSent) answer.setHeader('connection', 'close')
}
