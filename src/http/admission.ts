import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { fullRoom, sendProblem } from './problems.ts'

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

export interface RoomLimits {
  /** In all. */
  readonly maxBytes: number
  /** Of one owner; at least the longest body, which could never come in otherwise. */
  readonly maxBytesOfOwner: number
  /** What every owner may hold even in a full room, so that nobody can shut out the others. */
  readonly ownBytes: number
}

/**
 * Bodies of events that are being read, checked and written at a time; the owner is a company. In memory an event takes
 * about ten times its text, and checking so many takes seconds: this bounds memory and the wait of everyone else,
 * whatever is sent.
 */
export const eventRoomLimits: RoomLimits = {
  maxBytes: 32 * mebibyte,
  maxBytesOfOwner: 16 * mebibyte,
  ownBytes: 32 * kibibyte,
}
/**
 * The same for callbacks: a room of their own, so that neither way in can shut the other. The owner is a connection:
 * strangers who know its address, and whose signature is not looked at yet, can fill its share and no other.
 */
export const hookRoomLimits: RoomLimits = {
  maxBytes: 16 * mebibyte,
  maxBytesOfOwner: 4 * mebibyte,
  ownBytes: 32 * kibibyte,
}

/** What the body of one request takes of the room. */
export interface BodyPlace {
  /** Takes room for bytes that have arrived; false when there is none. */
  grow(bytes: number): boolean
  /** Gives back all of it; there is no way back in. */
  leave(): void
}

/**
 * Counts the bytes of bodies under way, as they arrive: what is only announced holds no room. What is announced and would
 * not fit is refused before it is read.
 */
export class Admission {
  readonly #limits: RoomLimits
  readonly #byOwner = new Map<string, number>()
  #bytes = 0

  constructor(limits: RoomLimits) {
    this.#limits = limits
  }

  get bytes(): number {
    return this.#bytes
  }

  /** A hook that gives a request's body a place, which it leaves when the request is answered. */
  hook(ownerOf: (request: FastifyRequest) => string): onRequestAsyncHookHandler {
    return async (request, reply) => {
      // The sender may have left while it was looked up; its close has been and would never give the room back.
      if (reply.raw.destroyed) return reply.hijack()
      const owner = ownerOf(request)
      const announced = Number(request.headers['content-length'] ?? 0)
      if (!this.#fits(owner, announced)) return sendProblem(reply, fullRoom)
      const place = this.#enter(owner)
      request.bodyPlace = place
      reply.raw.once('close', () => place.leave())
    }
  }

  #enter(owner: string): BodyPlace {
    let held = 0
    let isOpen = true
    return {
      grow: (bytes) => {
        if (!isOpen || !this.#fits(owner, bytes)) return false
        held += bytes
        this.#add(owner, bytes)
        return true
      },
      leave: () => {
        isOpen = false
        this.#add(owner, -held)
        held = 0
      },
    }
  }

  #fits(owner: string, bytes: number): boolean {
    const { maxBytes, maxBytesOfOwner, ownBytes } = this.#limits
    const ofOwner = (this.#byOwner.get(owner) ?? 0) + bytes
    return ofOwner <= ownBytes || (ofOwner <= maxBytesOfOwner && this.#bytes + bytes <= maxBytes)
  }

  #add(owner: string, bytes: number): void {
    this.#bytes += bytes
    const ofOwner = (this.#byOwner.get(owner) ?? 0) + bytes
    if (ofOwner > 0) this.#byOwner.set(owner, ofOwner)
    else this.#byOwner.delete(owner)
  }
}
