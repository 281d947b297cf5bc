import { hash } from 'node:crypto'
import { apiConnectionId } from '../facts/index.ts'

/**
 * A UUID-shaped name for a list of strings: the first 128 bits of a SHA-256 with version 8 and the RFC variant set
 * (RFC 9562, section 5.8). Each part goes in with its length, so that no two lists run together into the same input.
 */
export function hashedUuid(parts: readonly string[]): string {
  let input = ''
  for (const part of parts) input += `${part.length}:${part}`
  const hex = hash('sha256', input, 'hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Names a message: `identity` is what the provider tells its messages apart by. */
export function messageKeyOf(connectionId: string, identity: readonly string[]): string {
  return hashedUuid(['message', connectionId, ...identity])
}

/**
 * Names a message that a program tells of: by its id and recipient, or, where it says through which connection the message went, by the
 * provider's id alone, so that callbacks of that connection tell of the same message.
 */
export function toldMessageKey(connectionId: string, messageId: string, address: string): string {
  return messageKeyOf(connectionId, [messageId, connectionId === apiConnectionId ? address : ''])
}

/** Names an event within its message: `identity` is what a repeat of the event has in common with it. */
export function eventKeyOf(identity: readonly string[]): string {
  return hashedUuid(['event', ...identity])
}
