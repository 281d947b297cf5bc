import { NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { callDirections } from '../../../../src/contract/call-words.ts'
import { importDateOrders, importDelimiters, importEncodings } from '../../../../src/contract/import-words.ts'
import type { ImportKind, ImportMapping } from '../../../../src/contract/index.ts'
import { connectionsQuery } from '../../../api/queries.ts'
import { CurrencySelect } from '../../../ui/form/currency-select.tsx'
import { TimeZoneSelect } from '../../../ui/form/time-zone-select.tsx'
import { useT } from '../../../ui/index.ts'
import { withFixed } from './column-mapping.ts'
import classes from './imports.module.css'

interface ReadingFieldsProps {
  readonly kind: ImportKind
  readonly mapping: ImportMapping
  readonly onChange: (mapping: ImportMapping) => void
}

const maxTitleRow = 100
const delimiterWords = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

/** In what zone and way dates and numbers are written, and what rows are that do not say it. */
export function ReadingFields({ kind, mapping, onChange }: ReadingFieldsProps): ReactNode {
  const t = useT()
  const change = (part: Partial<ImportMapping>): void => onChange({ ...mapping, ...part })
  return (
    <>
      <fieldset className={classes['fields']}>
        <legend>{t('imports.reading')}</legend>
        <TimeZoneSelect
          label={t('imports.time_zone')}
          description={t('imports.time_zone_help')}
          allowDeselect={false}
          value={mapping.time_zone}
          onChange={(zone) => zone !== null && change({ time_zone: zone })}
        />
        <Select
          label={t('imports.date_order')}
          allowDeselect={false}
          data={importDateOrders.map((order) => ({ value: order, label: t(`imports.date_order_${order}`) }))}
          value={mapping.date_order}
          onChange={(next) => change({ date_order: next === 'month_first' ? next : 'day_first' })}
        />
        <Select
          label={t('imports.decimal_sign')}
          allowDeselect={false}
          data={[
            { value: '.', label: t('imports.decimal_sign_point') },
            { value: ',', label: t('imports.decimal_sign_comma') },
          ]}
          value={mapping.decimal_sign}
          onChange={(next) => change({ decimal_sign: next === ',' ? ',' : '.' })}
        />
        <Select
          label={t('imports.delimiter')}
          allowDeselect={false}
          data={importDelimiters.map((sign) => ({
            value: sign,
            label: t(`imports.delimiter_${delimiterWords[sign]}`),
          }))}
          value={mapping.delimiter}
          onChange={(next) => change({ delimiter: importDelimiters.find((sign) => sign === next) ?? ',' })}
        />
        <Select
          label={t('imports.encoding')}
          allowDeselect={false}
          data={[...importEncodings]}
          value={mapping.encoding}
          onChange={(next) => change({ encoding: importEncodings.find((name) => name === next) ?? 'utf-8' })}
        />
        <NumberInput
          label={t('imports.title_row')}
          description={t('imports.title_row_help')}
          min={0}
          max={maxTitleRow}
          allowDecimal={false}
          value={mapping.title_row}
          onChange={(next) =>
            change({ title_row: Math.min(maxTitleRow, Math.max(0, Math.trunc(Number(next) || 0))) })
          }
        />
      </fieldset>
      <FixedFields kind={kind} mapping={mapping} onChange={onChange} />
    </>
  )
}

function FixedFields({ kind, mapping, onChange }: ReadingFieldsProps): ReactNode {
  const t = useT()
  const { columns, fixed } = mapping
  const isCalls = kind === 'calls'
  return (
    <fieldset className={classes['fields']}>
      <legend>{t('imports.for_all_rows')}</legend>
      {isCalls && (
        <Select
          label={t('imports.fixed_direction')}
          description={t('imports.fixed_direction_help')}
          clearable
          data={callDirections.map((value) => ({ value, label: t(`imports.direction_${value}`) }))}
          value={fixed['direction'] ?? null}
          onChange={(next) => onChange(withFixed(mapping, 'direction', next ?? ''))}
        />
      )}
      {!isCalls && (
        <TextInput
          label={t('imports.fixed_channel')}
          description={t('imports.fixed_channel_help')}
          value={fixed['channel'] ?? ''}
          onChange={(event) => onChange(withFixed(mapping, 'channel', event.currentTarget.value.trim()))}
        />
      )}
      {(columns['price'] ?? columns['cost']) !== undefined && (
        <CurrencySelect
          label={t('imports.fixed_currency')}
          clearable
          value={fixed['currency'] ?? null}
          onChange={(next) => onChange(withFixed(mapping, 'currency', next ?? ''))}
        />
      )}
      {!isCalls && (
        <>
          <ConnectionSelect
            value={fixed['connection_id'] ?? ''}
            onChange={(next) => onChange(withFixed(mapping, 'connection_id', next))}
          />
          <TextInput
            label={t('imports.fixed_country')}
            description={t('imports.fixed_country_help')}
            maxLength={2}
            value={fixed['country'] ?? ''}
            onChange={(event) =>
              onChange(withFixed(mapping, 'country', event.currentTarget.value.trim().toUpperCase()))
            }
          />
          <TextInput
            label={t('imports.fixed_campaign')}
            maxLength={200}
            value={fixed['campaign'] ?? ''}
            onChange={(event) => onChange(withFixed(mapping, 'campaign', event.currentTarget.value))}
          />
        </>
      )}
    </fieldset>
  )
}

interface ConnectionSelectProps {
  readonly value: string
  readonly onChange: (connectionId: string) => void
}

/** Not offered where there is none to choose. */
function ConnectionSelect({ value, onChange }: ConnectionSelectProps): ReactNode {
  const t = useT()
  const { data: connections = [] } = useQuery(connectionsQuery)
  if (connections.length === 0) return null
  return (
    <Select
      label={t('imports.fixed_connection')}
      description={t('imports.fixed_connection_help')}
      placeholder={t('imports.fixed_connection_none')}
      clearable
      data={connections.map(({ id, name }) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}
