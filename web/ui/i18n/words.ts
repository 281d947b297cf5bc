import type { MessageStatus, MessageStep, Provider, Role, Scope } from '../../../src/contract/index.ts'
import type { MessageKey, Translate } from '../../../src/messages/index.ts'

type WordKey = Extract<MessageKey, `words.${string}`>

const providerKeys: Readonly<Record<string, WordKey>> = {
  twilio: 'words.provider_twilio',
  'meta-whatsapp': 'words.provider_meta_whatsapp',
  api: 'words.provider_api',
}

const numberTypeKeys: Readonly<Record<string, WordKey>> = {
  MOBILE: 'words.number_mobile',
  FIXED_LINE: 'words.number_fixed_line',
  FIXED_LINE_OR_MOBILE: 'words.number_fixed_line_or_mobile',
  TOLL_FREE: 'words.number_toll_free',
  PREMIUM_RATE: 'words.number_premium_rate',
  VOIP: 'words.number_voip',
}

const scopeKeys = {
  'events:write': 'words.scope_events_write',
  'metrics:read': 'words.scope_metrics_read',
  'connections:manage': 'words.scope_connections_manage',
  'company:manage': 'words.scope_company_manage',
  'billing:read': 'words.scope_billing_read',
  'billing:manage': 'words.scope_billing_manage',
  'authorizations:write': 'words.scope_authorizations_write',
} as const satisfies Record<Scope, WordKey>

export function providerName(t: Translate, provider: Provider | (string & {})): string {
  const key = Object.hasOwn(providerKeys, provider) ? providerKeys[provider] : undefined
  return key === undefined ? provider : wordOf(t, key)
}

/** What kind of number a recipient is, in libphonenumber's terms. */
export function numberTypeName(t: Translate, type: string): string {
  const key = Object.hasOwn(numberTypeKeys, type) ? numberTypeKeys[type] : undefined
  return key === undefined ? type : wordOf(t, key)
}

export function statusName(t: Translate, status: MessageStatus): string {
  return t(`words.status_${status}`)
}

export function stepName(t: Translate, step: MessageStep): string {
  return t(`words.step_${step}`)
}

export function roleName(t: Translate, role: Role): string {
  return t(`words.role_${role}`)
}

export function scopeName(t: Translate, scope: Scope): string {
  return t(scopeKeys[scope])
}

function wordOf(t: Translate, key: WordKey): string {
  return t(key)
}
