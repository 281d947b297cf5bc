import { Modal, Select, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PriceAssignment, PriceList } from '../../../../src/contract/index.ts'
import { dayMs, formatInstant, startOfUnit } from '../../../../src/core/time/index.ts'
import { billingApi } from '../../../api/billing-api.ts'
import { pricedCompaniesQuery, refreshPrices } from '../../../api/billing-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FormFooter } from '../../../ui/form/form-footer.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useFormat, useNotify, useT } from '../../../ui/index.ts'
import { instantAtWall, wallTime } from '../../../ui/selection/wall-time.ts'
import { noInstant, WallInstantInput, type WallText } from './wall-instant-input.tsx'

interface AssignDialogProps {
  readonly list: PriceList
  readonly versions: PriceList['versions']
  readonly number: number
  readonly onClose: () => void
}

type Values = {
  company_id: string | null
  version: string
  from: WallText
  to: WallText
}

/** Puts a version in force for a company from a moment on; what is in force there ends then. */
export function AssignDialog({ list, versions, number, onClose }: AssignDialogProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { key } = useRequestKey()
  const zone = useSession().company.time_zone
  const companies = useQuery(pricedCompaniesQuery)
  const fitting = (companies.data ?? []).filter(({ currency }) => currency === list.currency)
  const [nowMs] = useState(() => Date.now())
  const atWall = ({ date, time }: WallText): number | undefined =>
    date === '' ? undefined : instantAtWall(date, time || '00:00', zone)
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, PriceAssignment>({
    initialValues: {
      company_id: null,
      version: String(number),
      // Tomorrow: prices that began in the past would charge again what was charged.
      from: { date: wallTime(startOfUnit(nowMs + dayMs, 'day', 0, zone), zone).date, time: '00:00' },
      to: noInstant,
    },
    validate: (values) => {
      const fromMs = atWall(values.from)
      const toMs = atWall(values.to)
      return {
        company_id: values.company_id ? null : t('prices.company_missing'),
        from: fromMs === undefined ? t('prices.date_missing') : null,
        to: fromMs !== undefined && toMs !== undefined && toMs <= fromMs ? t('prices.to_too_early') : null,
      }
    },
    save: (values) => {
      const toMs = atWall(values.to)
      return billingApi.assignments.create(
        list.id,
        {
          company_id: values.company_id ?? '',
          version: Number(values.version),
          from: formatInstant(atWall(values.from) ?? nowMs, zone),
          to: toMs === undefined ? null : formatInstant(toMs, zone),
        },
        key,
      )
    },
    onSaved: async (saved) => {
      onClose()
      notify.done(
        t('prices.assigned', {
          number: saved.version,
          company: saved.company_name,
          from: format.dateTime(saved.from),
        }),
      )
      if (saved.gap)
        notify.done(
          t('prices.gap_made', { company: saved.company_name, from: format.dateTime(saved.gap.from) }),
        )
      await refreshPrices(queryClient)
    },
  })
  const fromMs = atWall(form.values.from)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('prices.assign_title', { list: list.name })}
      size={480}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Select
            label={t('prices.company')}
            description={t('prices.assign_company_help', { currency: list.currency })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('prices.no_company')}
            data-path="company_id"
            data-autofocus
            openOnFocus={false}
            {...form.getInputProps('company_id')}
          />
          <Select
            label={t('prices.version')}
            data={versions
              .toSorted((one, other) => other.number - one.number)
              .map((one) => ({ value: String(one.number), label: t('prices.version_n', one) }))}
            allowDeselect={false}
            data-path="version"
            {...form.getInputProps('version')}
          />
          <WallInstantInput label={t('prices.from')} path="from" {...form.getInputProps('from')} />
          <WallInstantInput
            label={t('prices.to')}
            description={t('prices.to_help')}
            path="to"
            {...form.getInputProps('to')}
          />
          <Text size="sm" c="dimmed">
            {t('prices.assign_zone', { zone: format.zone(fromMs ?? nowMs) })}
            {fromMs !== undefined && fromMs < nowMs && ` ${t('prices.assign_past')}`}
            {form.values.to.date !== '' && ` ${t('prices.end_note')}`}
          </Text>
          <FormFooter
            action={t('prices.put_in_force')}
            isSaving={isSaving}
            isDirty={form.isDirty()}
            failure={failure}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
