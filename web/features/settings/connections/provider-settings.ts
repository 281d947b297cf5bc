import type { ConnectionCreate, Provider } from '../../../../src/contract/index.ts'
import type { MessageKey } from '../../../../src/messages/index.ts'

type SettingsKey = Extract<MessageKey, `settings.${string}`>

export interface ProviderSetting {
  /** Name in the API. */
  readonly name: 'account_sid' | 'auth_token' | 'app_secret' | 'verify_token'
  readonly label: SettingsKey
  readonly help: SettingsKey
  /** Typed and stored as a secret; anything else is shown while it is typed. */
  readonly isSecret: boolean
}

/** What each provider needs, in the order in which its own console shows it. */
export const providerSettings = {
  twilio: [
    {
      name: 'account_sid',
      label: 'settings.account_sid',
      help: 'settings.account_sid_help',
      isSecret: false,
    },
    { name: 'auth_token', label: 'settings.auth_token', help: 'settings.auth_token_help', isSecret: true },
  ],
  'meta-whatsapp': [
    { name: 'app_secret', label: 'settings.app_secret', help: 'settings.app_secret_help', isSecret: true },
    {
      name: 'verify_token',
      label: 'settings.verify_token',
      help: 'settings.verify_token_help',
      isSecret: false,
    },
  ],
} as const satisfies Record<Provider, readonly ProviderSetting[]>

/** What to paste where at the provider, step by step. */
export const providerSteps = {
  twilio: ['settings.twilio_step_1', 'settings.twilio_step_2', 'settings.twilio_step_3'],
  'meta-whatsapp': ['settings.meta_step_1', 'settings.meta_step_2', 'settings.meta_step_3'],
} as const satisfies Record<Provider, readonly SettingsKey[]>

export type SettingValues = Record<ProviderSetting['name'], string>
export const noSettings: SettingValues = { account_sid: '', auth_token: '', app_secret: '', verify_token: '' }

/** Only the settings of a provider, without the surrounding white space that pasting brings along. */
export function settingsOf(provider: Provider, values: SettingValues): Record<string, string> {
  return Object.fromEntries(providerSettings[provider].map(({ name }) => [name, values[name].trim()]))
}

/** A connection to be made, out of what was typed. */
export function connectionOf(provider: Provider, name: string, values: SettingValues): ConnectionCreate {
  const of = (setting: ProviderSetting['name']): string => values[setting].trim()
  const shown = name.trim()
  if (provider === 'twilio')
    return {
      provider,
      name: shown,
      settings: { account_sid: of('account_sid'), auth_token: of('auth_token') },
    }
  return {
    provider,
    name: shown,
    settings: { app_secret: of('app_secret'), verify_token: of('verify_token') },
  }
}
