import { Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { maxReportNameLength } from '../../../../src/contract/report-words.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { withReportFilterWords } from '../../../ui/i18n/load-translate.ts'
import { Card, errorText, useT } from '../../../ui/index.ts'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { recipientsProblem } from './recipients.ts'
import type { OfferedType } from './report-content.ts'
import { useMakeReport } from './use-make-report.ts'
import { TypeField } from './what-fields.tsx'
import { WhenFields } from './when-fields.tsx'

// Each part of the form comes when it is there: which of them are depends on the type.
const FileFields = lazy(async () => ({ default: (await import('./file-fields.tsx')).FileFields }))
const PreviewCard = lazy(async () => ({ default: (await import('./preview-card.tsx')).PreviewCard }))
const RecipientsField = lazy(async () => ({
  default: (await import('./recipients-field.tsx')).RecipientsField,
}))
const RowsFields = lazy(async () => ({ default: (await import('./rows-fields.tsx')).RowsFields }))
const WhichFields = lazy(async () => ({
  default: (await withReportFilterWords(() => import('./which-fields.tsx'))).WhichFields,
}))

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
          {(hasFilters(type, isOfInvoice) || type.group_by.length > 0) && (
            <Card title={t('report_form.which')}>
              <Stack gap="md">
                {type.group_by.length > 0 && <RowsFields />}
                <WhichFields />
              </Stack>
            </Card>
          )}
          <Card title={t('report_form.file')}>
            <Suspense>
              <FileFields />
            </Suspense>
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
        <Suspense>
          <PreviewCard />
        </Suspense>
      </div>
    </form>
  )
}

/** Whether there is anything to choose by in a type; of an invoice everything is reported. */
function hasFilters(type: OfferedType, isOfInvoice: boolean): boolean {
  return !isOfInvoice && type.filters.some((name) => name !== 'invoice_id')
}
