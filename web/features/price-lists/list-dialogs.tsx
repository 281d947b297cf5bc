import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PriceList } from '../../../src/contract/index.ts'
import { billingApi } from '../../api/billing-api.ts'
import { refreshPrices } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { ConfirmDialog } from '../../ui/controls/confirm-dialog.tsx'
import { CurrencySelect } from '../../ui/form/currency-select.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../ui/form/use-request-key.ts'
import { useNotify, useT } from '../../ui/index.ts'

const maxNameLength = 100

/** Makes a list with a first, empty draft. */
export function NewListDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { key } = useRequestKey()
  const { company } = useSession()
  const { form, onSubmit, isSaving, failure } = useApiForm<
    { name: string; currency: string | null },
    PriceList
  >({
    initialValues: { name: '', currency: company.currency },
    validate: ({ name, currency }) => ({
      name: name.trim() === '' ? t('prices.name_missing') : null,
      currency: currency ? null : t('prices.currency_missing'),
    }),
    save: ({ name, currency }) =>
      billingApi.priceLists.create({ name: name.trim(), currency: currency ?? '' }, key),
    onSaved: async ({ id }) => {
      await refreshPrices(queryClient)
      await navigate({ to: '/price-lists/$listId', params: { listId: id } })
    },
  })
  return (
    <FormDialog
      title={t('prices.new_list')}
      action={t('prices.create_list')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextInput
        label={t('prices.name')}
        description={t('prices.name_help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={maxNameLength}
        data-path="name"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <CurrencySelect
        label={t('prices.currency')}
        description={t('prices.currency_help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        data-path="currency"
        {...form.getInputProps('currency')}
      />
    </FormDialog>
  )
}

interface ListDialogProps {
  readonly list: PriceList
  readonly onClose: () => void
}

export function RenameListDialog({ list, onClose }: ListDialogProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { name: list.name },
    validate: ({ name }) => ({ name: name.trim() === '' ? t('prices.name_missing') : null }),
    save: ({ name }) => billingApi.priceLists.rename(list.id, name.trim()),
    onSaved: async () => {
      onClose()
      await refreshPrices(queryClient)
    },
  })
  return (
    <FormDialog
      title={t('prices.rename')}
      action={t('shell.save')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextInput
        label={t('prices.name')}
        autoComplete="off"
        maxLength={maxNameLength}
        data-path="name"
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

export function DeleteListDialog({ list, onClose }: ListDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => billingApi.priceLists.delete(list.id),
    onSuccess: async () => {
      await navigate({ to: '/price-lists' })
      await refreshPrices(queryClient)
    },
    onError: (error) => {
      onClose()
      notify.failed(error)
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('prices.delete_title', { name: list.name })}
      text={t('prices.delete_text')}
      action={t('prices.delete')}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    />
  )
}
