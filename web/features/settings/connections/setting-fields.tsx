import { PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Provider } from '../../../../src/contract/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { settingsOfProvider } from './provider-settings.ts'

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

interface SettingFieldsProps {
  readonly provider: Provider
  readonly inputProps: (name: string) => object
}

export function SettingFields({ provider, inputProps }: SettingFieldsProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  return settingsOfProvider(provider).map(({ name, label, help, isSecret, isOptional }) => {
    const Field = isSecret ? PasswordInput : TextInput
    return (
      <Field
        key={name}
        label={isOptional ? t('settings.optional_setting', { name: label[language] }) : label[language]}
        description={help[language]}
        inputWrapperOrder={helpBelow}
        autoComplete="off"
        spellCheck={false}
        data-path={name}
        {...inputProps(name)}
      />
    )
  })
}
