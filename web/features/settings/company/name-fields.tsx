import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { documentLanguages } from '../../../../src/contract/company-details-words.ts'
import { languageNames } from '../../../../src/messages/index.ts'
import { useT } from '../../../ui/index.ts'
import { Section } from './section.tsx'
import type { DetailsForm } from './use-details-form.ts'

export interface FieldsProps {
  readonly form: DetailsForm
  readonly readOnly: boolean
}

export const helpBelow: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
]
const maxNameLength = 200

export function NameFields({ form, readOnly }: FieldsProps): ReactNode {
  const t = useT()
  return (
    <Section title={t('details.names')}>
      <TextInput
        label={t('details.legal_name')}
        description={t('details.legal_name_help')}
        inputWrapperOrder={helpBelow}
        autoComplete="organization"
        maxLength={maxNameLength}
        readOnly={readOnly}
        {...form.getInputProps('legal_name')}
      />
      <TextInput
        label={t('details.trade_name')}
        description={t('details.trade_name_help')}
        inputWrapperOrder={helpBelow}
        maxLength={maxNameLength}
        readOnly={readOnly}
        {...form.getInputProps('trade_name')}
      />
      <Select
        label={t('details.language')}
        data={documentLanguages.map((value) => ({ value, label: languageNames[value] }))}
        clearable
        readOnly={readOnly}
        {...form.getInputProps('language')}
      />
    </Section>
  )
}

export function ContactFields({ form, readOnly }: FieldsProps): ReactNode {
  const t = useT()
  return (
    <Section title={t('details.contacts')}>
      <TextInput
        label={t('details.email')}
        description={t('details.email_help')}
        inputWrapperOrder={helpBelow}
        type="email"
        autoComplete="email"
        maxLength={320}
        readOnly={readOnly}
        {...form.getInputProps('email')}
      />
      <TextInput
        label={t('details.phone')}
        description={t('details.phone_help')}
        inputWrapperOrder={helpBelow}
        type="tel"
        autoComplete="tel"
        maxLength={40}
        readOnly={readOnly}
        {...form.getInputProps('phone')}
      />
    </Section>
  )
}
