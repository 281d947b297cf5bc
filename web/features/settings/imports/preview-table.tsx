import type { ReactNode } from 'react'
import { statusMeanings } from '../../../../src/contract/import-words.ts'
import type { ImportPreview, ImportPreviewRow } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import tables from '../../../ui/page/data-table.module.css'
import classes from './imports.module.css'
import { faultText } from './result-card.tsx'

/** The API gives more; a page of them would hide what can be done below. */
const shownRows = 10

/** The first rows as they would be taken: the message, and its steps with their times; or why they would be refused. */
export function PreviewTable({
  preview,
  isOld,
}: {
  readonly preview: ImportPreview
  readonly isOld: boolean
}): ReactNode {
  const t = useT()
  if (preview.problem !== null) return null
  const isCalls = preview.mapping.columns['call_id'] !== undefined
  return (
    <Card title={t('imports.preview')} flush>
      {preview.taken.length === 0 ? (
        <p className={classes['waiting']}>{t('imports.preview_empty')}</p>
      ) : (
        <div className={classes['scroll']} data-old={isOld || undefined}>
          <table className={tables['table']}>
            <thead>
              <tr>
                <th scope="col">{t('imports.preview_row')}</th>
                <th scope="col">{t(isCalls ? 'imports.preview_call' : 'imports.preview_message')}</th>
                <th scope="col">{t('imports.preview_result')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.taken.slice(0, shownRows).map((row) => (
                <PreviewRow key={row.row} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

function PreviewRow({ row: { row, taken, refused } }: { readonly row: ImportPreviewRow }): ReactNode {
  const t = useT()
  const last = dataOf(taken.at(-1))
  return (
    <tr>
      <td>{row}</td>
      <td>
        {nameOf(last)}
        <br />
        <span className={classes['quiet']}>{textOf(last['message_id'] ?? last['call_id'])}</span>
      </td>
      <td className={classes['wrap']}>
        {refused === null ? (
          <Steps taken={taken} />
        ) : (
          <span className={classes['refused']}>
            {t('imports.refused')}. {faultText(t, refused)}
            {refused.value !== '' && <code className={classes['cell']}>{refused.value}</code>}
          </span>
        )}
      </td>
    </tr>
  )
}

function Steps({ taken }: Pick<ImportPreviewRow, 'taken'>): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <ul className={classes['steps']}>
      {taken.map((event) => {
        const step = textOf(event['type']).replace('message.', '')
        const meaning = statusMeanings.find((known) => known === step)
        const time = textOf(event['time'] ?? dataOf(event)['started_at'])
        return (
          <li key={step}>
            <strong>
              {meaning === undefined ? textOf(dataOf(event)['result']) : t(`imports.meaning_${meaning}`)}
            </strong>{' '}
            <span className={classes['quiet']}>
              {time === '' ? t('imports.receipt_time') : format.dateTimeExact(time)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function dataOf(event: ImportPreviewRow['taken'][number] | undefined): Readonly<Record<string, unknown>> {
  const data = event?.['data']
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

function nameOf({ channel, recipient, from, to }: Readonly<Record<string, unknown>>): string {
  const isCall = textOf(from) !== '' || textOf(to) !== ''
  return isCall ? `${textOf(from) || '–'} → ${textOf(to) || '–'}` : `${textOf(channel)} ${textOf(recipient)}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
