import { Checkbox, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ReportFormat, ReportSchedule } from '../../../../src/contract/index.ts'
import { maxReportNameLength } from '../../../../src/contract/report-words.ts'
import type { Language } from '../../../../src/messages/index.ts'
import { reportApi } from '../../../api/report-api.ts'
import { schedulesQuery } from '../../../api/report-queries.ts'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { useApiForm } from '../../../ui/form/use-api-form.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { FormatField, LanguageField } from '../form/file-fields.tsx'
import { recipientsProblem } from '../form/recipients.ts'
import { RecipientsField } from '../form/recipients-field.tsx'

interface ScheduleDialogProps {
  readonly schedule: ReportSchedule
  readonly onClose: () => void
}

type Values = {
  name: string
  recipients: string[]
  format: ReportFormat
  language: Language
  csv_bom: boolean
}

/** What may change while the schedule goes on; the name of an automatic one is that of its type. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const notify = useNotify()
  const { id, automatic } = schedule
  const { form, onSubmit, isSaving, failure } = useApiForm<Values, ReportSchedule>({
    initialValues: {
      name: schedule.name,
      recipients: [...schedule.recipients],
      format: schedule.format,
      language: schedule.language,
      csv_bom: schedule.csv_bom,
    },
    validate: ({ name, recipients }) => ({
      name: name.trim() === '' ? t('report_form.name_missing') : null,
      recipients: recipientsProblem(t, recipients),
    }),
    save: ({ name, ...rest }) =>
      reportApi.schedules.change(id, { ...rest, ...(!automatic && { name: name.trim() }) }),
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: schedulesQuery.queryKey })
      notify.done(t('report_page.schedule_saved'))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('report_page.schedule_edit_title', { name: schedule.name })}
      size={520}
      action={t('report_page.schedule_save')}
      isSaving={isSaving}
      isDirty={form.isDirty()}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {!automatic && (
        <TextInput
          label={t('report_page.schedule_name')}
          maxLength={maxReportNameLength}
          data-path="name"
          {...form.getInputProps('name')}
        />
      )}
      <RecipientsField data-path="recipients" {...form.getInputProps('recipients')} />
      <FormatField {...form.getInputProps('format')} />
      {form.values.format === 'csv' && (
        <Checkbox
          label={t('report_form.bom')}
          description={t('report_form.bom_help')}
          {...form.getInputProps('csv_bom', { type: 'checkbox' })}
        />
      )}
      <LanguageField {...form.getInputProps('language')} />
    </FormDialog>
  )
}
