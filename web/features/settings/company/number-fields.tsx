import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import {
  type NumberField,
  numberFields,
  numberNames,
} from '../../../../src/contract/company-details-words.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { useT } from '../../../ui/index.ts'
import type { FieldsProps } from './name-fields.tsx'
import { Section } from './section.tsx'

const maxNumberLength = 40

/** The numbers that companies of the country have, under the names that they know; and what is filled in already. */
export function NumberFields({ form, readOnly }: FieldsProps): ReactNode {
  const t = useT()
  const { country } = form.values.legal_address
  const names = numberNames(country)
  const shown = numberFields.filter((field) => names[field] !== undefined || form.values[field] !== '')
  return (
    <Section title={t('details.numbers')} help={t('details.numbers_help')}>
      {shown.map((field) => (
        <TextInput
          key={field}
          label={numberLabel(t, field, country)}
          maxLength={maxNumberLength}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps(field)}
        />
      ))}
    </Section>
  )
}

const russianLabels = {
  vat_number: 'details.vat_number',
  tax_number: 'details.inn',
  kpp: 'details.kpp',
  registration_number: 'details.ogrn',
} as const satisfies Record<NumberField, string>

function numberLabel(t: Translate, field: NumberField, country: string | null): string {
  if (country === 'RU') return t(russianLabels[field])
  const name = t(`details.${field}`)
  const local = numberNames(country)[field]
  return local ? t('details.with_local_name', { name, local }) : name
}
