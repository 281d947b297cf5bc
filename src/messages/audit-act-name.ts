import type { MessageKey, Translate } from './translate.ts'

type ActKey = Extract<MessageKey, `audit_acts.${string}`>

/** What an act (`api_key.created`) is called; the act itself where a newer program wrote it. */
export function auditActName(t: Translate, act: string): string {
  const key = `audit_acts.${act.replace('.', '_')}`
  const name = t(key as ActKey)
  return name === key ? act : name
}
