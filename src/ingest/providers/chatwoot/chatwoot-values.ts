import { parseInstantMs } from '../../event-time.ts'
import { maxLength } from '../../field-limits.ts'
import { tidyText } from '../../provider-event.ts'

const secondsPattern = /^\d{1,12}(?:\.\d{1,9})?$/

/**
 * A time of Chatwoot as epoch ms, in whole seconds: webhooks give some in milliseconds and the REST API the same ones in seconds, and
 * one event must have one time. Null where there is none; 0 means none to Chatwoot.
 */
export function readChatwootTime(value: unknown): number | null {
  const text = tidyText(value)
  const ms = secondsPattern.test(text) ? Number(text) * 1000 : parseInstantMs(text)
  return ms === null || ms <= 0 ? null : Math.floor(ms / 1000) * 1000
}

/** An id as text; empty where there is none. */
export function readChatwootId(value: unknown): string {
  return tidyText(value, maxLength.id)
}
