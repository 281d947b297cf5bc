import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ImportedLine } from '../../../../src/contract/index.ts'
import { paymentsApi } from '../../../api/payments-api.ts'
import { refreshPayments } from '../../../api/payments-queries.ts'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useDayFormat } from '../../../ui/i18n/use-day-format.ts'
import { Caution, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { DocumentSelect } from '../entry/document-select.tsx'
import classes from '../payments.module.css'
import { ProposalMark, useReasonsText } from './proposal-mark.tsx'

interface DecideDialogProps {
  readonly line: ImportedLine
  readonly onClose: () => void
}

/** A person's word on one line: whose money it is, or that it is none of ours. The proposal is filled in. */
export function DecideDialog({ line, onClose }: DecideDialogProps): ReactNode {
  const t = useT()
  const [isLeaving, setLeaving] = useState(line.reversal)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('payments.decide_title')}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Stack gap="md">
        <LineFacts line={line} />
        {line.reversal && <Caution>{t('payments.reversal_note')}</Caution>}
        {line.needs_other && <Caution>{t('payments.needs_other')}</Caution>}
        {isLeaving ? (
          <LeaveForm
            line={line}
            onClose={onClose}
            onBack={line.reversal ? onClose : () => setLeaving(false)}
          />
        ) : (
          <CreditForm line={line} onClose={onClose} onLeave={() => setLeaving(true)} />
        )}
      </Stack>
    </Modal>
  )
}

function LineFacts({ line }: { readonly line: ImportedLine }): ReactNode {
  const t = useT()
  const format = useFormat()
  const writeDay = useDayFormat()
  const why = useReasonsText(line)
  const payer = [line.payer_name ?? t('payments.unknown_payer'), line.payer_account, line.payer_tax_number]
  const facts = [
    [t('payments.booked'), writeDay(line.booked_on)],
    [t('payments.from'), payer.filter((text) => text !== null).join(' · ')],
    [t('payments.purpose'), [line.reference, line.purpose].filter(Boolean).join(' · ')],
    [t('payments.bank_account'), line.account ?? t('payments.no_account')],
  ] as const
  return (
    <div>
      <p className={classes['bigAmount']}>{format.money(line.amount)}</p>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Group gap="xs" mt="sm">
        <ProposalMark line={line} />
        {why !== null && (
          <Text size="xs" c="dimmed">
            {why}
          </Text>
        )}
      </Group>
    </div>
  )
}

type CreditValues = { company_id: string | null; invoice_id: string | null }

interface CreditFormProps extends DecideDialogProps {
  readonly onLeave: () => void
}

/** The proposal is filled in; with several documents a person has to choose, though of one company they may all be. */
function useCreditForm({ line, onClose }: DecideDialogProps) {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const amount = format.money(line.amount)
  const { documents } = line.proposal
  const owners = new Set(documents.map(({ company_id }) => company_id))
  return useApiForm<CreditValues, ImportedLine>({
    initialValues: {
      company_id: owners.size === 1 ? (documents[0]?.company_id ?? null) : null,
      // What is paid already is not proposed once more: the money is the company's.
      invoice_id:
        documents.length === 1 && line.proposal.outcome !== 'double'
          ? (documents[0]?.document_id ?? null)
          : null,
    },
    validate: ({ company_id }) => ({
      company_id: company_id === null ? t('payments.company_missing') : null,
    }),
    save: ({ company_id, invoice_id }) =>
      paymentsApi.decide(line.id, {
        action: 'credit',
        company_id: company_id ?? '',
        ...(invoice_id === null ? {} : { invoice_id }),
      }),
    onSaved: async (saved) => {
      onClose()
      notify.done(t('payments.credited_done', { amount, company: saved.payment?.company_name ?? '' }))
      await refreshPayments(queryClient)
    },
  })
}

function CreditForm({ line, onClose, onLeave }: CreditFormProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { companies } = useMayEnter()
  const { form, onSubmit, isSaving, failure } = useCreditForm({ line, onClose })
  const amount = format.money(line.amount)
  const { documents } = line.proposal
  const company = form.getInputProps('company_id')
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Select
          label={t('payments.company')}
          data={companies.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          allowDeselect={false}
          openOnFocus={false}
          data-autofocus
          data-path="company_id"
          {...company}
          onChange={(value: string | null) => {
            company.onChange(value)
            // A document of another company does not go with this one.
            form.getInputProps('invoice_id').onChange(null)
          }}
        />
        <DocumentSelect
          companyId={form.values.company_id}
          also={documents.filter(({ company_id }) => company_id === form.values.company_id)}
          {...form.getInputProps('invoice_id')}
        />
        <FailureNote text={failure} />
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="gray" onClick={onLeave}>
            {t('payments.leave_out')}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button type="submit" loading={isSaving}>
              {t('payments.credit', { amount })}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

interface LeaveFormProps extends DecideDialogProps {
  readonly onBack: () => void
}

function LeaveForm({ line, onClose, onBack }: LeaveFormProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { form, onSubmit, isSaving, failure } = useApiForm<{ reason: string }, ImportedLine>({
    initialValues: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('payments.leave_reason_missing') : null }),
    save: ({ reason }) => paymentsApi.decide(line.id, { action: 'ignore', reason: reason.trim() }),
    onSaved: async () => {
      onClose()
      notify.done(t('payments.left_done'))
      await refreshPayments(queryClient)
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        <Textarea
          label={t('payments.leave_reason')}
          description={t('payments.leave_out_help')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={500}
          data-autofocus
          data-path="reason"
          {...form.getInputProps('reason')}
        />
        <FailureNote text={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onBack}>
            {t('payments.back')}
          </Button>
          <Button type="submit" loading={isSaving}>
            {t('payments.leave_out')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
