import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Company } from '../../../../src/contract/index.ts'
import { api } from '../../../api/api.ts'
import { sessionQuery } from '../../../api/queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { TimeZoneSelect } from '../../../ui/form/time-zone-select.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { Card, useNotify, useT } from '../../../ui/index.ts'
import { DetailsCard } from './details-card.tsx'
import { helpBelow } from './name-fields.tsx'

type CompanyValues = {
  name: string
  time_zone: string | null
}

/** The company as the statistics know it, and as its documents name it. */
export function CompanySettings(): ReactNode {
  const t = useT()
  const { company, scopes } = useSession()
  const { return: returnTo } = useSearch({ from: '/frame/settings/company' })
  const mayChange = scopes.includes('company:manage')
  return (
    <>
      <Card title={t('settings.company')}>
        <CompanyForm key={company.id} company={company} mayChange={mayChange} />
      </Card>
      {(mayChange || scopes.includes('billing:read')) && (
        <DetailsCard key={company.id} of="company" mayChange={mayChange} returnTo={returnTo} />
      )}
    </>
  )
}

interface CompanyFormProps {
  readonly company: Company
  readonly mayChange: boolean
}

function CompanyForm({ company, mayChange }: CompanyFormProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm<CompanyValues, Company>({
    initialValues: { name: company.name, time_zone: company.time_zone },
    validate: ({ name, time_zone }) => ({
      name: name.trim() === '' ? t('settings.company_name_missing') : null,
      time_zone: time_zone ? null : t('session.time_zone_missing'),
    }),
    save: ({ name, time_zone }) => api.company.change({ name: name.trim(), time_zone: time_zone ?? '' }),
    onSaved: async (saved) => {
      form.setInitialValues({ name: saved.name, time_zone: saved.time_zone })
      form.reset()
      // The zone decides what a day is: every number on every page has to be asked again.
      queryClient.setQueryData(sessionQuery.queryKey, (old) => old && { ...old, company: saved })
      await queryClient.invalidateQueries()
      notify.done(t('shell.saved'))
    },
  })

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md" maw={480}>
        <TextInput
          label={t('settings.company_name')}
          autoComplete="organization"
          readOnly={!mayChange}
          data-path="name"
          {...form.getInputProps('name')}
        />
        <TimeZoneSelect
          label={t('settings.time_zone')}
          description={t('settings.time_zone_help')}
          inputWrapperOrder={helpBelow}
          readOnly={!mayChange}
          allowDeselect={false}
          data-path="time_zone"
          {...form.getInputProps('time_zone')}
        />
        <TextInput
          label={t('settings.currency')}
          description={t('settings.currency_help')}
          inputWrapperOrder={helpBelow}
          value={company.currency}
          readOnly
          variant="filled"
        />
        <FailureNote text={mayChange ? failure : t('settings.read_only')} />
        {mayChange && (
          <Group>
            <Button type="submit" loading={isSaving} disabled={!form.isDirty()}>
              {t('shell.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
