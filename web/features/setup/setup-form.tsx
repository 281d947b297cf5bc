import { Button, Fieldset, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { passwordLength } from '../../../src/contract/company-words.ts'
import type { Translate } from '../../../src/messages/index.ts'
import { api } from '../../api/api.ts'
import { sessionQuery } from '../../api/queries.ts'
import { CurrencySelect } from '../../ui/form/currency-select.tsx'
import { FailureNote } from '../../ui/form/failure-note.tsx'
import { isEmailLike } from '../../ui/form/is-email-like.ts'
import { TimeZoneSelect } from '../../ui/form/time-zone-select.tsx'
import { useApiForm } from '../../ui/form/use-api-form.ts'
import { useLanguage, useT } from '../../ui/index.ts'
import classes from './setup-form.module.css'

const route = getRouteApi('/setup')

type SetupValues = {
  code: string
  company: string
  time_zone: string | null
  currency: string | null
  name: string
  email: string
  password: string
}

export function SetupForm(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { code } = route.useSearch()

  const { form, onSubmit, isSaving, failure } = useApiForm<
    SetupValues,
    Awaited<ReturnType<typeof api.setup.complete>>
  >({
    initialValues: {
      code: code ?? '',
      company: '',
      time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      currency: language === 'ru' ? 'RUB' : 'EUR',
      name: '',
      email: '',
      password: '',
    },
    validate: (values) => errorsOf(t, values),
    save: (values) =>
      api.setup.complete({
        code: values.code.trim(),
        company: values.company.trim(),
        time_zone: values.time_zone ?? '',
        currency: values.currency ?? '',
        name: values.name.trim(),
        email: values.email.trim(),
        password: values.password,
      }),
    onSaved: async (session) => {
      queryClient.clear()
      queryClient.setQueryData(sessionQuery.queryKey, session)
      await router.navigate({ to: '/settings/connections' })
    },
  })

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="lg">
        <div>
          <Title order={1}>{t('session.setup_title')}</Title>
          <Text c="dimmed" size="sm" mt={4}>
            {t('session.setup_text')}
          </Text>
        </div>
        {code === undefined && (
          <TextInput
            label={t('session.setup_code')}
            description={t('session.setup_code_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            data-path="code"
            {...form.getInputProps('code')}
          />
        )}
        <Fieldset
          variant="unstyled"
          legend={t('session.company_section')}
          className={classes['section'] ?? ''}
        >
          <TextInput
            label={t('session.company')}
            autoComplete="organization"
            data-path="company"
            {...form.getInputProps('company')}
          />
          <TimeZoneSelect
            label={t('session.time_zone')}
            description={t('session.time_zone_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data-path="time_zone"
            {...form.getInputProps('time_zone')}
          />
          <CurrencySelect
            label={t('session.currency')}
            description={t('session.currency_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data-path="currency"
            {...form.getInputProps('currency')}
          />
        </Fieldset>
        <Fieldset variant="unstyled" legend={t('session.owner_section')} className={classes['section'] ?? ''}>
          <TextInput
            label={t('session.owner_name')}
            autoComplete="name"
            data-path="name"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={t('session.email')}
            type="email"
            autoComplete="email"
            data-path="email"
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('session.password')}
            description={t('session.new_password_help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            data-path="password"
            {...form.getInputProps('password')}
          />
        </Fieldset>
        <FailureNote text={failure} />
        <Button type="submit" size="md" loading={isSaving}>
          {t('session.complete_setup')}
        </Button>
      </Stack>
    </form>
  )
}

function errorsOf(t: Translate, values: SetupValues): Record<string, string | null> {
  const missingCharacters = passwordLength.min - values.password.length
  return {
    code: values.code.trim() === '' ? t('session.setup_code_missing') : null,
    company: values.company.trim() === '' ? t('session.company_missing') : null,
    time_zone: values.time_zone ? null : t('session.time_zone_missing'),
    currency: values.currency ? null : t('session.currency_missing'),
    name: values.name.trim() === '' ? t('session.owner_name_missing') : null,
    email:
      values.email.trim() === ''
        ? t('session.email_missing')
        : isEmailLike(values.email)
          ? null
          : t('session.email_invalid'),
    password: missingCharacters > 0 ? t('session.password_too_short', { n: missingCharacters }) : null,
  }
}
