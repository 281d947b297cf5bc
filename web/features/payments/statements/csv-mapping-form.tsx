import { Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CsvMapping, CsvPreview } from '../../../../src/contract/index.ts'
import { csvDateFormats } from '../../../../src/contract/payment-words.ts'
import { CurrencySelect } from '../../../ui/form/currency-select.tsx'
import { useT } from '../../../ui/index.ts'
import classes from '../payments.module.css'
import { csvFields, fieldOfColumn, withColumn } from './csv-mapping.ts'

interface CsvMappingFormProps {
  readonly preview: CsvPreview
  readonly mapping: CsvMapping
  readonly onChange: (mapping: CsvMapping) => void
}

const shownRows = 6
const maxFirstRow = 1_000

/** The first rows of a CSV file, with what each column means above it. */
export function CsvMappingForm({ preview, mapping, onChange }: CsvMappingFormProps): ReactNode {
  const t = useT()
  const width = Math.max(0, ...preview.rows.map((cells) => cells.length))
  const rows = preview.rows
    .slice(0, Math.max(shownRows, mapping.first_row))
    .map((cells, place) => ({ row: place + 1, cells }))
  const columns = Array.from({ length: width }, (_, place) => place + 1)
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600} size="sm">
          {t('payments.csv_title')}
        </Text>
        <Text size="sm" c="dimmed">
          {preview.mapping === null ? t('payments.csv_not_read') : t('payments.csv_text')}
        </Text>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={classes['csv']} tabIndex={0} aria-label={t('payments.csv_title')}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <Select
                    size="xs"
                    aria-label={preview.titles[column - 1] || t('payments.csv_column', { n: column })}
                    allowDeselect={false}
                    data={[
                      { value: '', label: t('payments.field_none') },
                      ...csvFields.map((field) => ({ value: field, label: t(`payments.field_${field}`) })),
                    ]}
                    value={fieldOfColumn(mapping, column) ?? ''}
                    onChange={(next) =>
                      onChange(withColumn(mapping, column, csvFields.find((field) => field === next) ?? null))
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, cells }) => (
              <tr key={row} data-skipped={row < mapping.first_row || undefined}>
                {columns.map((column) => (
                  <td key={column} title={cells[column - 1]}>
                    {cells[column - 1]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ReadingFields mapping={mapping} onChange={onChange} />
    </Stack>
  )
}

function ReadingFields({ mapping, onChange }: Omit<CsvMappingFormProps, 'preview'>): ReactNode {
  const t = useT()
  const change = (part: Partial<CsvMapping>): void => onChange({ ...mapping, ...part })
  return (
    <Group
      gap="sm"
      align="flex-start"
      grow
      preventGrowOverflow={false}
      className={classes['csvFields'] ?? ''}
    >
      <Select
        label={t('payments.csv_date_format')}
        allowDeselect={false}
        data={csvDateFormats.map((format) => ({ value: format, label: format }))}
        value={mapping.date_format}
        onChange={(next) =>
          change({ date_format: csvDateFormats.find((format) => format === next) ?? mapping.date_format })
        }
      />
      <Select
        label={t('payments.csv_decimal')}
        allowDeselect={false}
        data={[
          { value: ',', label: t('payments.csv_decimal_comma') },
          { value: '.', label: t('payments.csv_decimal_point') },
        ]}
        value={mapping.decimal_sign}
        onChange={(next) => change({ decimal_sign: next === '.' ? '.' : ',' })}
      />
      <NumberInput
        label={t('payments.csv_first_row')}
        min={1}
        max={maxFirstRow}
        allowDecimal={false}
        value={mapping.first_row}
        onChange={(next) => change({ first_row: Math.min(maxFirstRow, Math.max(1, Number(next) || 1)) })}
      />
      <CurrencySelect
        label={t('payments.csv_currency')}
        allowDeselect={false}
        value={mapping.currency}
        onChange={(next) => change({ currency: next ?? mapping.currency })}
      />
      <TextInput
        label={t('payments.csv_account')}
        description={t('payments.csv_account_help')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        maxLength={50}
        value={mapping.account ?? ''}
        onChange={({ currentTarget }) => change({ account: currentTarget.value.trim() || null })}
      />
    </Group>
  )
}
