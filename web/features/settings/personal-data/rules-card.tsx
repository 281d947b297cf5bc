import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PersonalDataRules } from '../../../../src/contract/index.ts'
import type { Translate } from '../../../../src/messages/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { personalDataQuery } from '../../../api/access-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { LeaveGuard } from '../../../ui/form/leave-guard.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { Card, Caution, useNotify, useT } from '../../../ui/index.ts'

/** As the fields hold them: a whole number of months, or nothing for ever. */
type RuleValues = { persons_months: string; requests_months: string }

const forEver = ''
const offered = [1, 2, 3, 6, 12, 18, 24, 36, 60, 84, 120]

/** How long people and requests are kept. */
export function RulesCard({ stored }: { readonly stored: PersonalDataRules }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { reach } = useSession()
  const { form, onSubmit, isSaving, failure } = useApiForm<RuleValues, PersonalDataRules>({
    initialValues: valuesOf(stored),
    validate: (values) => ({ persons_months: null, requests_months: problemOf(t, values) }),
    save: (values) =>
      accessApi.personalData.putRules({
        persons_months: monthsOf(values.persons_months),
        requests_months: monthsOf(values.requests_months),
      }),
    onSaved: async (rules) => {
      form.setInitialValues(valuesOf(rules))
      form.reset()
      notify.done(t('shell.saved'))
      await queryClient.invalidateQueries({ queryKey: personalDataQuery.queryKey })
    },
  })
  const takesMore = isShorter(form.values.persons_months, stored.persons_months)
  return (
    <Card title={t('personal_data.rules')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('personal_data.rules_text')}
      </Text>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md" maw={520}>
          <Select
            label={t('personal_data.persons_kept')}
            description={t('personal_data.persons_kept_help')}
            data={optionsOf(t, stored.persons_months)}
            allowDeselect={false}
            {...form.getInputProps('persons_months')}
          />
          <Select
            label={t('personal_data.requests_kept')}
            description={t('personal_data.requests_kept_help')}
            data={optionsOf(t, stored.requests_months)}
            allowDeselect={false}
            {...form.getInputProps('requests_months')}
          />
          {takesMore && form.isDirty() && (
            <Caution title={t('personal_data.shorter_title')}>{t('personal_data.shorter_text')}</Caution>
          )}
          <FailureNote text={failure} />
          <Group>
            <Button type="submit" loading={isSaving} disabled={!form.isDirty() || reach === 'view'}>
              {t('shell.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      {form.isDirty() && !isSaving && <LeaveGuard text={t('personal_data.leave_text')} />}
    </Card>
  )
}

function valuesOf({ persons_months: persons, requests_months: requests }: PersonalDataRules): RuleValues {
  return { persons_months: valueOf(persons), requests_months: valueOf(requests) }
}

function valueOf(months: number | null): string {
  return months === null ? forEver : String(months)
}

function monthsOf(value: string): number | null {
  return value === forEver ? null : Number(value)
}

function isShorter(value: string, stored: number | null): boolean {
  const months = monthsOf(value)
  return months !== null && (stored === null || months < stored)
}

/** What holds people cannot be kept longer than they are. */
function problemOf(t: Translate, values: RuleValues): string | null {
  const [persons, requests] = [monthsOf(values.persons_months), monthsOf(values.requests_months)]
  const isLonger = persons !== null && (requests === null || requests > persons)
  return isLonger ? t('personal_data.requests_longer') : null
}

function optionsOf(t: Translate, stored: number | null): { value: string; label: string }[] {
  const months =
    stored === null || offered.includes(stored) ? offered : [...offered, stored].toSorted((a, b) => a - b)
  return [
    { value: forEver, label: t('personal_data.for_ever') },
    ...months.map((n) => ({ value: String(n), label: t('personal_data.months', { n }) })),
  ]
}
