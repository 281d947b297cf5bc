import { Alert, Button, Group, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { DetailsRole, SupplierSettingsView } from '../../../../src/contract/index.ts'
import { ApiError } from '../../../api/api-error.ts'
import { invoiceApi } from '../../../api/invoice-api.ts'
import { monthsQueryKey, supplierSettingsQuery } from '../../../api/invoice-queries.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { SavedNote } from '../saved-note.tsx'
import classes from './supplier-form.module.css'
import { fromValues, type SupplierValues, seriesFields, supplierFaults, toValues } from './supplier-values.ts'
import { useLinkedForm } from './use-linked-form.ts'

interface SupplierFormProps {
  readonly of: DetailsRole
  readonly stored: SupplierSettingsView
  readonly returnTo: string | undefined
  /** Drops what was typed and shows what is stored. */
  readonly onReload: () => void
}

const helpBelow: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** The settings of one role. They are saved from the version that was read, so nobody's change is lost. */
export function SupplierForm({ of, stored, returnTo, onReload }: SupplierFormProps): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure, base, state } = useSupplierForm(of, stored)
  const formRef = useRef<HTMLFormElement>(null)
  useLinkedForm(formRef, of)
  const isNew = base.version === 0
  const isDirty = form.isDirty()
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t(`supplier_settings.${of}_text`)}
        </Text>
        {isNew && (
          <Alert color="yellow" variant="light">
            {t('supplier_settings.not_entered')}
          </Alert>
        )}
        <TermFields form={form} />
        <SeriesFields form={form} />
        <div className={classes['said']}>
          {state === 'changed_meanwhile' ? (
            <ChangedMeanwhile onReload={onReload} />
          ) : (
            <FailureNote text={failure} />
          )}
          <div aria-live="polite">
            {state === 'saved' && !isDirty && (
              <SavedNote text={t('supplier_settings.saved')} returnTo={returnTo} />
            )}
          </div>
        </div>
        <Group>
          <Button type="submit" loading={isSaving} disabled={!isDirty && !isNew}>
            {t('supplier_settings.save')}
          </Button>
        </Group>
      </Stack>
      {isDirty && !isSaving && <LeaveGuard text={t('supplier_settings.leave_text')} />}
    </form>
  )
}

function useSupplierForm(of: DetailsRole, stored: SupplierSettingsView) {
  const t = useT()
  const [language] = useLanguage()
  const queryClient = useQueryClient()
  const [base, setBase] = useState(stored)
  const [state, setState] = useState<'none' | 'saved' | 'changed_meanwhile' | 'failed'>('none')
  const api = useApiForm<SupplierValues, SupplierSettingsView>({
    initialValues: toValues(stored, language),
    validate: (values) => supplierFaults(t, values),
    save: (values) => invoiceApi.supplierSettings.put(of, fromValues(values, base.version)),
    onFailed: (error) =>
      setState(
        error instanceof ApiError && error.code === 'settings_changed' ? 'changed_meanwhile' : 'failed',
      ),
    onSaved: async (saved) => {
      queryClient.setQueryData(supplierSettingsQuery(of).queryKey, saved)
      setBase(saved)
      setState('saved')
      api.form.setInitialValues(toValues(saved, language))
      api.form.reset()
      // The grace time says when months close.
      await queryClient.invalidateQueries({ queryKey: monthsQueryKey })
    },
  })
  return { ...api, base, state }
}

type FieldsProps = Pick<ReturnType<typeof useSupplierForm>, 'form'>

function TermFields({ form }: FieldsProps): ReactNode {
  const t = useT()
  const number = (name: 'standard_rate_percent' | 'payment_days' | 'grace_hours') => ({
    inputWrapperOrder: helpBelow,
    autoComplete: 'off',
    maxLength: 6,
    ...form.getInputProps(name),
  })
  return (
    <>
      <Switch
        label={t('supplier_settings.is_registered')}
        description={t('supplier_settings.is_registered_help')}
        {...form.getInputProps('is_registered', { type: 'checkbox' })}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <TextInput
          label={t('supplier_settings.standard_rate')}
          description={t('supplier_settings.standard_rate_help')}
          inputMode="decimal"
          {...number('standard_rate_percent')}
        />
        <TextInput
          label={t('supplier_settings.payment_days')}
          description={t('supplier_settings.payment_days_help')}
          inputMode="numeric"
          {...number('payment_days')}
        />
        <TextInput
          label={t('supplier_settings.grace_hours')}
          description={t('supplier_settings.grace_hours_help')}
          inputMode="numeric"
          {...number('grace_hours')}
        />
      </SimpleGrid>
    </>
  )
}

const exampleOrdinal = '000001'

function SeriesFields({ form }: FieldsProps): ReactNode {
  const t = useT()
  const [year] = useState(() => new Date().getFullYear())
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      {seriesFields.map((field) => {
        const series = form.values[field] || '…'
        const example = `${series}-${year}-${exampleOrdinal}`
        return (
          <TextInput
            key={field}
            label={`${t('supplier_settings.series')}: ${t(`supplier_settings.${field}`)}`}
            description={t('supplier_settings.series_help', { series, example })}
            inputWrapperOrder={helpBelow}
            autoComplete="off"
            spellCheck={false}
            maxLength={10}
            {...form.getInputProps(field)}
          />
        )
      })}
    </SimpleGrid>
  )
}

function ChangedMeanwhile({ onReload }: { readonly onReload: () => void }): ReactNode {
  const t = useT()
  return (
    <Alert color="yellow" variant="light" role="alert">
      <Stack gap="xs" align="flex-start">
        {t('supplier_settings.changed_meanwhile')}
        <Button variant="default" size="xs" onClick={onReload}>
          {t('supplier_settings.load_saved')}
        </Button>
      </Stack>
    </Alert>
  )
}
