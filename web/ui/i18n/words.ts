import type { MessageStatus, MessageStep, Role, Scope } from '../../../src/contract/index.ts'
import { type Provider, providerNames } from '../../../src/contract/provider-words.ts'
import type { MessageKey, Translate } from '../../../src/messages/index.ts'

type WordKey = Extract<MessageKey, `words.${string}`>

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
  'personal_data:read': 'words.scope_personal_data_read',
  'personal_data:manage': 'words.scope_personal_data_manage',
  'connections:manage': 'words.scope_connections_manage',
  'chats:manage': 'words.scope_chats_manage',
  'company:manage': 'words.scope_company_manage',
  'users:manage': 'words.scope_users_manage',
  'keys:manage': 'words.scope_keys_manage',
  'audit:read': 'words.scope_audit_read',
  'billing:read': 'words.scope_billing_read',
  'billing:manage': 'words.scope_billing_manage',
  'authorizations:write': 'words.scope_authorizations_write',
  'companies:read': 'words.scope_companies_read',
  'companies:manage': 'words.scope_companies_manage',
  'companies:view': 'words.scope_companies_view',
} as const satisfies Record<Scope, WordKey>

/** Providers go by their own names in every language; what came through the API has none. */
export function providerName(t: Translate, provider: Provider | (string & {})): string {
  if (provider === 'api') return t('words.provider_api')
  return isProvider(provider) ? providerNames[provider] : provider
}

function isProvider(text: string): text is Provider {
  return Object.hasOwn(providerNames, text)
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
