import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CompanyCreated } from '../../../src/contract/index.ts'
import { companiesApi } from '../../api/companies-api.ts'
import { companiesQueryKey } from '../../api/companies-queries.ts'
import { addressOfCompany } from '../../api/company-address.ts'
import { useSession } from '../../api/use-session.ts'
import { CopyField } from '../../ui/controls/copy-field.tsx'
import { CurrencySelect } from '../../ui/form/currency-select.tsx'
import { FormFooter } from '../../ui/form/form-footer.tsx'
import { isEmailLike } from '../../ui/form/is-email-like.ts'
import { TimeZoneSelect } from '../../ui/form/time-zone-select.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useT } from '../../ui/index.ts'
import { shownKinds } from './companies-search.ts'

/** Makes a company with its first owner, and shows the password the only time that it can be seen. */
export function CreateCompany({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT()
  const [made, setMade] = useState<CompanyCreated | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={made ? t('companies.created_title', { name: made.company.name }) : t('companies.create_title')}
      // A click beside the dialog must not lose a password that cannot be shown again.
      closeOnClickOutside={made?.owner.password === null}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {made ? <HandOver made={made} onDone={onClose} /> : <CompanyForm onMade={setMade} onCancel={onClose} />}
    </Modal>
  )
}

function HandOver({
  made,
  onDone,
}: {
  readonly made: CompanyCreated
  readonly onDone: () => void
}): ReactNode {
  const t = useT()
  const { email, password } = made.owner
  return (
    <Stack gap="md">
      {password === null ? (
        <Text size="sm">{t('companies.signs_in_already', { email })}</Text>
      ) : (
        <>
          <CopyField value={password} copyLabel={t('companies.copy_password')} />
          <Alert color="yellow" variant="light">
            {t('companies.hand_over', { email })}
          </Alert>
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" component="a" href={addressOfCompany(made.company.id)}>
          {t('companies.open_company', { name: made.company.name })}
        </Button>
        <Button onClick={onDone}>{t('companies.done')}</Button>
      </Group>
    </Stack>
  )
}

interface CompanyFormProps {
  readonly onMade: (made: CompanyCreated) => void
  readonly onCancel: () => void
}

function CompanyForm({ onMade, onCancel }: CompanyFormProps): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure } = useCompanyForm(onMade)
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('companies.name')}
          autoComplete="off"
          data-path="name"
          {...form.getInputProps('name')}
        />
        <div>
          <SegmentedControl
            fullWidth
            aria-label={t('companies.kind')}
            data={shownKinds.toReversed().map((value) => ({ value, label: t(`companies.kind_${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {t(
              form.values.kind === 'reseller'
                ? 'companies.kind_reseller_help'
                : 'companies.kind_customer_help',
            )}
          </Text>
        </div>
        <TimeZoneSelect
          label={t('companies.time_zone')}
          description={t('companies.time_zone_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data-path="time_zone"
          {...form.getInputProps('time_zone')}
        />
        <CurrencySelect
          label={t('companies.currency')}
          description={t('companies.currency_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data-path="currency"
          {...form.getInputProps('currency')}
        />
        <OwnerFields form={form} />
        <FormFooter
          action={t('companies.create')}
          isSaving={isSaving}
          isDirty={form.isDirty()}
          failure={failure}
          onCancel={onCancel}
        />
      </Stack>
    </form>
  )
}

function OwnerFields({ form }: Pick<ReturnType<typeof useCompanyForm>, 'form'>): ReactNode {
  const t = useT()
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" size="sm" fw={600} mb={8}>
        {t('companies.owner')}
      </Text>
      <Stack gap="sm">
        <TextInput
          label={t('companies.owner_name')}
          autoComplete="off"
          data-path="owner_name"
          {...form.getInputProps('owner_name')}
        />
        <TextInput
          label={t('companies.owner_email')}
          description={t('companies.owner_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="email"
          autoComplete="off"
          data-path="owner_email"
          {...form.getInputProps('owner_email')}
        />
      </Stack>
    </fieldset>
  )
}

type CompanyValues = {
  name: string
  kind: 'reseller' | 'customer'
  time_zone: string | null
  currency: string | null
  owner_name: string
  owner_email: string
}

function useCompanyForm(onMade: (made: CompanyCreated) => void) {
  const t = useT()
  const queryClient = useQueryClient()
  const { company } = useSession()
  return useApiForm<CompanyValues, CompanyCreated>({
    initialValues: {
      name: '',
      kind: 'customer',
      time_zone: company.time_zone,
      currency: company.currency,
      owner_name: '',
      owner_email: '',
    },
    validate: (values) => ({
      name: values.name.trim() === '' ? t('companies.name_missing') : null,
      time_zone: values.time_zone === null ? t('companies.time_zone_missing') : null,
      currency: values.currency === null ? t('companies.currency_missing') : null,
      owner_name: values.owner_name.trim() === '' ? t('companies.owner_name_missing') : null,
      owner_email:
        values.owner_email.trim() === ''
          ? t('companies.owner_email_missing')
          : isEmailLike(values.owner_email)
            ? null
            : t('companies.owner_email_invalid'),
    }),
    save: (values) =>
      companiesApi.create({
        name: values.name.trim(),
        kind: values.kind,
        time_zone: values.time_zone ?? '',
        currency: values.currency ?? '',
        owner: { name: values.owner_name.trim(), email: values.owner_email.trim() },
      }),
    onSaved: async (made) => {
      onMade(made)
      await queryClient.invalidateQueries({ queryKey: companiesQueryKey })
    },
  })
}
