import { Checkbox, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { CountrySelect } from '../../../ui/form/country-select.tsx'
import { useT } from '../../../ui/index.ts'
import type { FieldsProps } from './name-fields.tsx'
import { Section } from './section.tsx'

export function AddressFields(props: FieldsProps): ReactNode {
  const t = useT()
  return (
    <Section title={t('details.legal_address')}>
      <AddressLines {...props} path="legal_address" />
    </Section>
  )
}

/** Where letters go: mostly the legal address. */
export function PostalAddressFields(props: FieldsProps): ReactNode {
  const t = useT()
  const { form, readOnly } = props
  return (
    <Section title={t('details.postal_address')}>
      <Checkbox
        label={t('details.postal_same')}
        disabled={readOnly}
        style={{ gridColumn: '1 / -1' }}
        {...form.getInputProps('postal_same', { type: 'checkbox' })}
      />
      {!form.values.postal_same && <AddressLines {...props} path="postal_address" />}
    </Section>
  )
}

interface AddressLinesProps extends FieldsProps {
  readonly path: 'legal_address' | 'postal_address'
}

/** The country first: what follows depends on it. */
function AddressLines({ form, readOnly, path }: AddressLinesProps): ReactNode {
  const t = useT()
  const line = (name: 'street' | 'street_2' | 'postal_code' | 'city' | 'region', maxLength: number) => ({
    label: t(`details.${name}`),
    maxLength,
    readOnly,
    ...form.getInputProps(`${path}.${name}`),
  })
  return (
    <>
      <CountrySelect
        label={t('details.country')}
        readOnly={readOnly}
        {...form.getInputProps(`${path}.country`)}
      />
      <TextInput {...line('region', 100)} />
      <TextInput {...line('street', 200)} />
      <TextInput {...line('street_2', 200)} />
      <TextInput {...line('postal_code', 20)} />
      <TextInput {...line('city', 100)} />
    </>
  )
}
