import type { ConnectionCreate } from '../../../../src/contract/index.ts'
import { hasNeededSettings, type ProviderSetting } from '../../../../src/contract/provider-declaration.ts'
import type { Provider } from '../../../../src/contract/provider-words.ts'
import { providerDeclarations } from '../../../../src/contract/providers.ts'
import type { Translate } from '../../../../src/messages/index.ts'

/** What was typed, by the settings' names in the API. */
export type SettingValues = Record<string, string>

export function settingsOfProvider(provider: Provider): readonly ProviderSetting[] {
  return providerDeclarations[provider].settings
}

/** Whether a setting belongs to one of several ways, of which one is needed: it is not simply optional. */
export function isOneOfSeveral(provider: Provider, name: string): boolean {
  return providerDeclarations[provider].oneOf?.some((set) => set.includes(name)) ?? false
}

/** Every setting of every provider, empty: a form keeps its fields while the provider changes. */
export const noSettings: SettingValues = Object.fromEntries(
  Object.values(providerDeclarations).flatMap(({ settings }) => settings.map(({ name }) => [name, ''])),
)

/** The settings of a provider that were filled in, without the surrounding white space that pasting brings along. */
export function settingsOf(provider: Provider, values: SettingValues): Record<string, string> {
  const given = settingsOfProvider(provider).map(({ name }) => [name, values[name]?.trim() ?? ''] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** A connection to be made, out of what was typed. */
export function connectionOf(provider: Provider, name: string, values: SettingValues): ConnectionCreate {
  return { provider, name: name.trim(), settings: settingsOf(provider, values) }
}

/** What is wrong with what was typed, by field; null for what is right. */
export function settingErrors(
  t: Translate,
  provider: Provider,
  values: SettingValues,
): Record<string, string | null> {
  const given = settingsOf(provider, values)
  const hasEnough = hasNeededSettings(providerDeclarations[provider], new Set(Object.keys(given)))
  const errors = settingsOfProvider(provider).map((setting) => {
    const value = given[setting.name]
    if (value === undefined)
      return [setting.name, isMissing(setting, hasEnough) ? t('connections.secret_missing') : null]
    return [setting.name, fits(setting, value) ? null : t('connections.setting_malformed')]
  })
  return Object.fromEntries(errors)
}

/** Where one of several settings would do, all of them are pointed at. */
function isMissing({ isOptional }: ProviderSetting, hasEnough: boolean): boolean {
  return isOptional === undefined || !hasEnough
}

function fits({ pattern, values }: ProviderSetting, value: string): boolean {
  return (pattern?.test(value) ?? true) && (values?.includes(value) ?? true)
}
