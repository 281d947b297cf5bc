import { Checkbox, type SegmentedControlProps, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { type ReportFormat, reportFormats } from '../../../../src/contract/report-words.ts'
import { type Language, languageNames, languages } from '../../../../src/messages/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import { ColumnsField } from './columns-field.tsx'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { Segments } from './segments.tsx'

/** Columns, format and language of the file. */
export function FileFields(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { search, change } = useFormView()
  const format = search.format ?? 'xlsx'
  return (
    <Stack gap="md">
      <ColumnsField />
      <div>
        <FormatField
          value={format}
          onChange={(next) => change({ format: next === 'xlsx' ? undefined : toFormat(next) })}
        />
        <p className={classes['help']}>{t(`report_form.format_help_${format}`)}</p>
      </div>
      {format === 'csv' && (
        <Checkbox
          label={t('report_form.bom')}
          description={t('report_form.bom_help')}
          checked={search.bom !== 'no'}
          onChange={(event) => change({ bom: event.currentTarget.checked ? undefined : 'no' })}
        />
      )}
      <LanguageField
        value={search.language ?? language}
        onChange={(next) => change({ language: toLanguage(next) })}
      />
    </Stack>
  )
}

type FieldProps = Omit<SegmentedControlProps, 'data'>

/** Excel, CSV or Parquet. */
export function FormatField(props: FieldProps): ReactNode {
  const t = useT()
  return (
    <Segments
      label={t('report_page.format')}
      data={reportFormats.map((value) => ({ value, label: t(`reports.format_${value}`) }))}
      {...props}
    />
  )
}

/** In which language the file has its titles and words. */
export function LanguageField(props: FieldProps): ReactNode {
  const t = useT()
  return (
    <Segments
      label={t('report_form.language')}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
      {...props}
    />
  )
}

function toFormat(value: string): ReportFormat | undefined {
  return reportFormats.find((format) => format === value)
}

function toLanguage(value: string): Language | undefined {
  return languages.find((language) => language === value)
}
