import { hashedUuid } from './message-keys.ts'

/** Names a call: `identity` is what the source tells its calls apart by. Events of calls are named by `eventKeyOf`. */
export function callKeyOf(connectionId: string, identity: readonly string[]): string {
  return hashedUuid(['call', connectionId, ...identity])
}
