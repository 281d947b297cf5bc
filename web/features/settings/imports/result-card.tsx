import { Button, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Import, ImportFault, ImportResult } from '../../../../src/contract/index.ts'
import { type MessageKey, type Translate } from '../../../../src/messages/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import tables from '../../../ui/page/data-table.module.css'
import classes from './imports.module.css'
import { useImportActs } from './use-import-acts.ts'

interface ResultCardProps {
  readonly file: Import
  readonly result: ImportResult
  /** Of an import; else of a check. */
  readonly isTaken?: boolean
  readonly children?: ReactNode
}

/** What a run over the file came to: sums, kinds of faults with examples, the rows that were refused. */
export function ResultCard({ file, result, isTaken = false, children }: ResultCardProps): ReactNode {
  const t = useT()
  const acts = useImportActs(file)
  return (
    <Card title={t(isTaken ? 'imports.import_result' : 'imports.check_result')}>
      <Sums result={result} isTaken={isTaken} />
      {result.taken === 0 && result.rows > 0 && (
        <Text size="sm" mb="md">
          {t('imports.nothing_to_take')}
        </Text>
      )}
      {result.faults.length > 0 && <Faults faults={result.faults} />}
      {file.refused_file && (
        <div className={classes['download']}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
            loading={acts.download.isPending}
            onClick={() => acts.download.mutate()}
          >
            {t('imports.download_refused')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('imports.download_refused_help')}
          </Text>
        </div>
      )}
      {children}
      {isTaken && result.taken > 0 && file.kind === 'messages' && (
        <Button
          mt="md"
          size="xs"
          renderRoot={(props) => <Link to="/messages" search={periodSearch(result)} {...props} />}
        >
          {t('imports.see_messages')}
        </Button>
      )}
    </Card>
  )
}

/** From the first date of the file to behind its last. */
function periodSearch({ from, to }: ImportResult): Record<string, string> {
  if (from === null || to === null) return {}
  return { from, to: new Date(Date.parse(to) + 1_000).toISOString() }
}

function Sums({ result, isTaken }: { readonly result: ImportResult; readonly isTaken: boolean }): ReactNode {
  const t = useT()
  const format = useFormat()
  const sums = [
    [t('imports.rows'), format.number(result.rows)],
    [t(isTaken ? 'imports.taken' : 'imports.would_be_taken'), format.number(result.taken)],
    [t('imports.refused'), format.number(result.refused)],
    [t('imports.events'), format.number(result.events)],
  ] as const
  return (
    <dl className={classes['sums']}>
      {sums.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {result.from !== null && result.to !== null && (
        <div>
          <dt>{t('imports.period')}</dt>
          <dd className={classes['period']}>
            {format.dateTime(result.from)} – {format.dateTime(result.to)}
          </dd>
        </div>
      )}
    </dl>
  )
}

function Faults({ faults }: { readonly faults: ImportResult['faults'] }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <div className={classes['scroll']}>
      <table className={tables['table']}>
        <caption className={classes['caption']}>{t('imports.faults')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('imports.fault_reason')}</th>
            <th scope="col" data-align="right">
              {t('imports.fault_rows')}
            </th>
            <th scope="col">{t('imports.fault_example')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.fault} ${fault.field}`}>
              <td className={classes['wrap']}>{faultText(t, fault)}</td>
              <td data-align="right">{format.number(fault.rows)}</td>
              <td className={classes['wrap']}>
                {fault.value !== '' && <code className={classes['cell']}>{fault.value}</code>}{' '}
                <span className={classes['quiet']}>
                  {t('imports.fault_example_row', { row: fault.first_row })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** With the column that it is about, as its title names it. */
export function faultText(t: Translate, { fault, field, title }: ImportFault): string {
  const name = title || (field === null ? '' : fieldName(t, field))
  return `${name === '' ? '' : `${name}: `}${t(`imports.fault_${fault}`)}`
}

/** Without values to fill in, all of them. */
type FieldKey = Extract<MessageKey, `imports.field_${string}`>

/** A field in words; one that the catalogue does not know stays as it is written. */
export function fieldName(t: Translate, field: string): string {
  const key = `imports.field_${field}`
  const text = t(key as FieldKey)
  return text === key ? field : text
}
