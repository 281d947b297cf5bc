import { Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { maxReportNameLength } from '../../../../src/contract/report-words.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { Card, errorText, useT } from '../../../ui/index.ts'
import { FileFields } from './file-fields.tsx'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { PreviewCard } from './preview-card.tsx'
import { recipientsProblem } from './recipients.ts'
import { RecipientsField } from './recipients-field.tsx'
import { RowsFields } from './rows-fields.tsx'
import { useMakeReport } from './use-make-report.ts'
import { TypeField } from './what-fields.tsx'
import { WhenFields } from './when-fields.tsx'
import { hasWhichFields, WhichFields } from './which-fields.tsx'

/** What, when, which rows and which file; the name and the addresses are checked when it is sent. */
export function ReportForm(): ReactNode {
  const t = useT()
  const { search, type, suggestedName } = useFormView()
  const [typed, setTyped] = useState(search.name)
  const [recipients, setRecipients] = useState<string[]>([])
  const [isSent, setIsSent] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const recipientsField = useRef<HTMLInputElement>(null)
  const make = useMakeReport()
  const name = typed ?? suggestedName
  const isOfInvoice = search.invoice !== undefined && type.filters.includes('invoice_id')
  const isRecurring = search.repeat !== undefined && type.schedulable && !isOfInvoice
  const nameProblem = name.trim() === '' ? t('report_form.name_missing') : null
  const addressProblem = isRecurring ? recipientsProblem(t, recipients) : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsSent(true)
    if (nameProblem !== null) nameField.current?.focus()
    else if (addressProblem !== null) recipientsField.current?.focus()
    else make.mutate({ name: name.trim(), recipients: isRecurring ? recipients : null })
  }
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <div className={classes['left']}>
        <div className={classes['fields']}>
          <Card title={t('report_form.what')}>
            <Stack gap="md">
              <TypeField />
              <TextInput
                ref={nameField}
                label={t('report_form.name')}
                description={t('report_form.name_help')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                maxLength={maxReportNameLength}
                value={name}
                error={isSent && nameProblem}
                onChange={(event) => setTyped(event.currentTarget.value)}
                // An empty field has its own name again once it is left.
                onBlur={() => typed === '' && !isSent && setTyped(undefined)}
              />
            </Stack>
          </Card>
          <Card title={t('report_form.when')}>
            <Stack gap="md">
              <WhenFields />
              {isRecurring && (
                <RecipientsField
                  ref={recipientsField}
                  value={recipients}
                  error={isSent && addressProblem}
                  onChange={setRecipients}
                />
              )}
            </Stack>
          </Card>
          {(hasWhichFields(type, isOfInvoice) || type.group_by.length > 0) && (
            <Card title={t('report_form.which')}>
              <Stack gap="md">
                {type.group_by.length > 0 && <RowsFields />}
                <WhichFields />
              </Stack>
            </Card>
          )}
          <Card title={t('report_form.file')}>
            <FileFields />
          </Card>
        </div>
        <div className={classes['end']}>
          <FailureNote text={make.isError ? errorText(t, make.error) : null} />
          <div className={classes['buttons']}>
            <Button type="submit" loading={make.isPending}>
              {t(isRecurring ? 'report_form.make_recurring' : 'report_form.make')}
            </Button>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/reports" search={isRecurring ? { tab: 'recurring' } : {}} {...props} />
              )}
            >
              {t('shell.cancel')}
            </Button>
          </div>
        </div>
      </div>
      <div className={classes['beside']}>
        <PreviewCard />
      </div>
    </form>
  )
}
