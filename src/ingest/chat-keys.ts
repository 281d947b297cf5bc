import { hashedUuid } from './message-keys.ts'

/** Names a chat: `identity` is what the source tells its chats apart by. Events of chats are named by `eventKeyOf`. */
export function chatKeyOf(connectionId: string, identity: readonly string[]): string {
  return hashedUuid(['chat', connectionId, ...identity])
}
