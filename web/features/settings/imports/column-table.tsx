import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { callFields, messageFields } from '../../../../src/contract/import-words.ts'
import type { ImportKind, ImportMapping, ImportPreview } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import { fieldOfColumn, withColumn } from './column-mapping.ts'
import classes from './imports.module.css'

interface ColumnTableProps {
  readonly kind: ImportKind
  readonly preview: ImportPreview
  readonly mapping: ImportMapping
  readonly onChange: (mapping: ImportMapping) => void
}

/** Cells that are shown of each column. */
const examples = 3

/** Each column of the file with what stands in it, and what it means. A list on a phone, a table otherwise. */
export function ColumnTable({ kind, preview, mapping, onChange }: ColumnTableProps): ReactNode {
  const t = useT()
  const width = Math.max(preview.titles.length, ...preview.rows.map((cells) => cells.length), 0)
  const columns = Array.from({ length: width }, (_, place) => place + 1)
  const options = [
    { value: '', label: t('imports.not_used') },
    ...(kind === 'calls' ? callFields : messageFields).map((field) => ({
      value: field,
      label: t(`imports.field_${field}`),
    })),
  ]
  return (
    <ul className={classes['columns']}>
      {columns.map((column) => {
        const title = preview.titles[column - 1] || t('imports.column_number', { number: column })
        const cells = preview.rows
          .map((row) => row[column - 1] ?? '')
          .filter((cell) => cell !== '')
          .slice(0, examples)
        const field = fieldOfColumn(mapping, column)
        return (
          <li key={column} data-used={field !== null || undefined}>
            <div className={classes['columnTitle']}>
              <strong>{title}</strong>
              <span className={classes['quiet']}>{cells.length === 0 ? '–' : cells.join(' · ')}</span>
            </div>
            <Select
              size="xs"
              aria-label={t('imports.column_field', { column: title })}
              allowDeselect={false}
              searchable
              data={options}
              value={field ?? ''}
              onChange={(next) => onChange(withColumn(mapping, column, next))}
            />
          </li>
        )
      })}
    </ul>
  )
}
