import { PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Provider } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import { type ProviderSetting, providerSettings } from './provider-settings.ts'

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

interface SettingFieldsProps {
  readonly provider: Provider
  readonly inputProps: (name: ProviderSetting['name']) => object
}

export function SettingFields({ provider, inputProps }: SettingFieldsProps): ReactNode {
  const t = useT()
  return providerSettings[provider].map(({ name, label, help, isSecret }) => {
    const Field = isSecret ? PasswordInput : TextInput
    return (
      <Field
        key={name}
        label={t(label)}
        description={t(help)}
        inputWrapperOrder={helpBelow}
        autoComplete="off"
        spellCheck={false}
        data-path={name}
        {...inputProps(name)}
      />
    )
  })
}
