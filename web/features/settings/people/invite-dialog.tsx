import { Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InvitationSent, People, Role } from '../../../../src/contract/index.ts'
import { languageNames, languages } from '../../../../src/messages/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { peopleQuery } from '../../../api/access-queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { isEmailLike } from '../../../ui/form/is-email-like.ts'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { roleName, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import type { PassedLink } from './link-dialog.tsx'

interface InviteDialogProps {
  readonly people: People
  readonly onClose: () => void
  readonly onLink: (link: PassedLink) => void
}

type InviteValues = { email: string; role: Role; language: 'en' | 'ru' }

export function InviteDialog({ people, onClose, onLink }: InviteDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const [language] = useLanguage()
  const { form, onSubmit, isSaving, failure } = useApiForm<InviteValues, InvitationSent>({
    initialValues: {
      email: '',
      role: people.roles.find((role) => role === 'analyst') ?? people.roles[0] ?? 'read_only',
      language,
    },
    validate: ({ email }) => ({
      email:
        email.trim() === ''
          ? t('session.email_missing')
          : isEmailLike(email)
            ? null
            : t('session.email_invalid'),
    }),
    save: (values) => accessApi.people.invite({ ...values, email: values.email.trim() }),
    onSaved: async ({ email, link }) => {
      onClose()
      if (link === null) notify.done(t('people.invited', { email }))
      else onLink({ email, link })
      await queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey })
    },
  })
  return (
    <FormDialog
      title={t('people.invite_title')}
      action={people.sends_mail ? t('people.send_invitation') : t('people.make_link')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextInput
        label={t('people.email')}
        description={people.sends_mail ? t('people.email_help') : t('people.email_help_link')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        autoComplete="off"
        data-autofocus
        data-path="email"
        {...form.getInputProps('email')}
      />
      <Select
        label={t('people.role')}
        data={people.roles.map((role) => ({ value: role, label: roleName(t, role) }))}
        allowDeselect={false}
        data-path="role"
        {...form.getInputProps('role')}
      />
      {people.sends_mail && (
        <Select
          label={t('people.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          data-path="language"
          {...form.getInputProps('language')}
        />
      )}
    </FormDialog>
  )
}
