import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Provider } from '../../../../src/contract/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { isOneOfSeveral, settingsOfProvider } from './provider-settings.ts'

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

interface SettingFieldsProps {
  readonly provider: Provider
  readonly inputProps: (name: string) => object
}

export function SettingFields({ provider, inputProps }: SettingFieldsProps): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  return settingsOfProvider(provider).map(({ name, label, help, isSecret, isOptional, values }) => {
    const shared = {
      label:
        isOptional && !isOneOfSeveral(provider, name)
          ? t('connections.optional_setting', { name: label[language] })
          : label[language],
      description: help[language],
      inputWrapperOrder: helpBelow,
      'data-path': name,
      ...inputProps(name),
    }
    if (values) return <NativeSelect key={name} data={['', ...values]} {...shared} />
    const Field = isSecret ? PasswordInput : TextInput
    return <Field key={name} autoComplete="off" spellCheck={false} {...shared} />
  })
}
