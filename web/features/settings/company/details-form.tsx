import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import type { DetailsRole, StoredDetails } from '../../../../src/contract/index.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { useFormat, useT } from '../../../ui/index.ts'
import { SavedNote } from '../saved-note.tsx'
import { AccountFields } from './account-fields.tsx'
import { AddressFields, PostalAddressFields } from './address-fields.tsx'
import classes from './details.module.css'
import { ContactFields, NameFields } from './name-fields.tsx'
import { NumberFields } from './number-fields.tsx'
import { useDetailsForm } from './use-details-form.ts'
import { useLinkedField } from './use-linked-field.ts'

interface DetailsFormProps {
  readonly of: DetailsRole
  readonly stored: StoredDetails
  readonly mayChange: boolean
  readonly returnTo: string | undefined
  /** Drops what was typed and shows what is stored. */
  readonly onReload: () => void
}

/** The details in sections. A link to a field (`#legal_address/postal_code`) begins there. */
export function DetailsForm({ of, stored, mayChange, returnTo, onReload }: DetailsFormProps): ReactNode {
  const t = useT()
  const { form, onSubmit, isSaving, failure, base, state } = useDetailsForm(of, stored)
  const formRef = useRef<HTMLFormElement>(null)
  useLinkedField(formRef)
  const isDirty = form.isDirty()
  const shared = { form, readOnly: !mayChange }
  return (
    <form ref={formRef} className={classes['form']} onSubmit={onSubmit} noValidate>
      <Stack gap="xl">
        <LastChange stored={base} />
        <NameFields {...shared} />
        <ContactFields {...shared} />
        <AddressFields {...shared} />
        <PostalAddressFields {...shared} />
        <NumberFields {...shared} />
        <AccountFields {...shared} />
      </Stack>
      <div className={classes['foot']}>
        {state === 'changed_meanwhile' ? (
          <ChangedMeanwhile onReload={onReload} />
        ) : (
          <FailureNote text={mayChange ? failure : t('settings.read_only')} />
        )}
        <div aria-live="polite">
          {state === 'saved' && !isDirty && <SavedNote text={t('details.saved')} returnTo={returnTo} />}
        </div>
        {mayChange && (
          <Group>
            <Button type="submit" loading={isSaving} disabled={!isDirty}>
              {t('details.save')}
            </Button>
          </Group>
        )}
      </div>
      {isDirty && !isSaving && <LeaveGuard text={t('details.leave_text')} />}
    </form>
  )
}

function ChangedMeanwhile({ onReload }: { readonly onReload: () => void }): ReactNode {
  const t = useT()
  return (
    <Alert color="yellow" variant="light" role="alert">
      <Stack gap="xs" align="flex-start">
        {t('details.changed_meanwhile')}
        <Button variant="default" size="xs" onClick={onReload}>
          {t('details.load_saved')}
        </Button>
      </Stack>
    </Alert>
  )
}

function LastChange({ stored }: { readonly stored: StoredDetails }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { updated_at, updated_by } = stored
  if (updated_at === null) return null
  const time = format.dateTime(updated_at)
  return (
    <Text size="sm" c="dimmed">
      {updated_by === null
        ? t('details.changed_by_nobody', { time })
        : t('details.changed', { time, name: updated_by })}
    </Text>
  )
}
