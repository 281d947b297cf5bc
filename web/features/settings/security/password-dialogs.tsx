import { Modal, PasswordInput, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { accessApi } from '../../../api/access-api.ts'
import { secondFactorQuery } from '../../../api/access-queries.ts'
import { ApiError } from '../../../api/api-error.ts'
import { sessionQuery } from '../../../api/queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { passwordErrors } from './password-errors.ts'
import { RecoveryCodeList } from './recovery-code-list.tsx'

interface DialogProps {
  readonly onClose: () => void
}

/** New recovery codes in place of those before. */
export function NewCodesDialog({ onClose }: DialogProps): ReactNode {
  const t = useT()
  const queryClient = useQueryClient()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const proof = useProof(accessApi.personal.renewCodes, ({ recovery_codes }) => setCodes(recovery_codes))
  if (codes !== null)
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('security.new_codes')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('shell.close') }}
      >
        <RecoveryCodeList
          codes={codes}
          onKept={async () => {
            await queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey })
            onClose()
          }}
        />
      </Modal>
    )
  return (
    <FormDialog
      title={t('security.new_codes_title')}
      action={t('security.make_codes')}
      onClose={onClose}
      {...proof.dialog}
    >
      <Text size="sm">{t('security.new_codes_text')}</Text>
      <PasswordInput {...proof.field} />
    </FormDialog>
  )
}

export function SwitchOffDialog({ onClose }: DialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const proof = useProof(accessApi.personal.switchOff, async () => {
    notify.done(t('security.switched_off'))
    onClose()
    await Promise.all(
      [secondFactorQuery, sessionQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })),
    )
  })
  return (
    <FormDialog
      title={t('security.switch_off_title')}
      action={t('security.switch_off')}
      isDestructive
      onClose={onClose}
      {...proof.dialog}
    >
      <Text size="sm">{t('security.switch_off_text')}</Text>
      <PasswordInput {...proof.field} />
    </FormDialog>
  )
}

/** A form that asks for the password alone. */
function useProof<T>(save: (password: string) => Promise<T>, onSaved: (answer: T) => void | Promise<void>) {
  const t = useT()
  const { form, onSubmit, isSaving, failure } = useApiForm({
    initialValues: { password: '' },
    validate: ({ password }) => ({ password: password === '' ? t('session.password_missing') : null }),
    save: ({ password }) => save(password),
    fieldErrors: (error) =>
      error instanceof ApiError && error.code === 'conflict'
        ? { password: t('security.asked_for') }
        : passwordErrors(t, 'password')(error),
    onSaved,
  })
  return {
    dialog: { onSubmit, isSaving, failure, isDirty: form.isDirty() },
    field: {
      label: t('security.confirm_password'),
      autoComplete: 'current-password',
      'data-autofocus': true,
      'data-path': 'password',
      ...form.getInputProps('password'),
    },
  }
}
