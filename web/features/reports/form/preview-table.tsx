import { type ReactNode, useMemo } from 'react'
import type { ReportPreview } from '../../../../src/contract/index.ts'
import { createFormats, type Formats, noValue } from '../../../../src/messages/index.ts'
import { useLanguage, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'

type Cell = ReportPreview['rows'][number][number]
type ColumnType = ReportPreview['columns'][number]['type']

/** The first rows as the file has them, written in its language. */
export function PreviewTable({ preview }: { readonly preview: ReportPreview }): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const { zone, search } = useFormView()
  const written = search.language ?? language
  const format = useMemo(() => createFormats({ language: written, timeZone: zone }), [written, zone])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('report_form.preview_scroll')}>
      <table className={`${table['table']} ${classes['table']}`}>
        <thead>
          <tr>
            {preview.columns.map(({ key, title, type }) => (
              <th key={key} scope="col" data-align={isNumeric(type) ? 'right' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows have no names of their own
            <tr key={place}>
              {preview.columns.map(({ key, type }, column) => (
                <td key={key} data-align={isNumeric(type) ? 'right' : undefined}>
                  {cellText(row[column] ?? null, type, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function isNumeric(type: ColumnType): boolean {
  return type !== 'text' && type !== 'instant'
}

function cellText(value: Cell, type: ColumnType, format: Formats): string {
  if (value === null || value === '') return noValue
  if (typeof value === 'object') return format.moneyExact(value)
  switch (type) {
    case 'instant':
      return format.dateTimeExact(value)
    case 'percent':
      return format.percent(Number(value))
    case 'duration_ms':
      return format.duration(Number(value))
    case 'integer':
    case 'number':
      return typeof value === 'number' ? format.number(value) : value
    default:
      return String(value)
  }
}
