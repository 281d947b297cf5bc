import { Select, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { statusMeanings } from '../../../../src/contract/import-words.ts'
import type { ImportMapping, ImportResult } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import classes from './imports.module.css'

interface StatusWordsProps {
  readonly statuses: ImportResult['statuses']
  readonly mapping: ImportMapping
  readonly onChange: (mapping: ImportMapping) => void
}

/** What the words of the column of statuses mean; those that nobody knows go first. */
export function StatusWords({ statuses, mapping, onChange }: StatusWordsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const sorted = statuses.toSorted((a, b) => Number(a.meaning !== null) - Number(b.meaning !== null))
  return (
    <Card title={t('imports.statuses')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('imports.statuses_text')}
      </Text>
      <ul className={classes['columns']}>
        {sorted.map(({ word, meaning, rows }) => (
          <li key={word} data-used={meaning !== null || undefined}>
            <div className={classes['columnTitle']}>
              <strong>{word}</strong>
              <span className={classes['quiet']}>
                {t('imports.rows')}: {format.number(rows)}
              </span>
            </div>
            <Select
              size="xs"
              aria-label={t('imports.status_meaning_of', { word })}
              placeholder={t('imports.meaning_none')}
              data={statusMeanings.map((value) => ({ value, label: t(`imports.meaning_${value}`) }))}
              allowDeselect={false}
              value={mapping.statuses[word] ?? meaning}
              onChange={(next) =>
                next !== null && onChange({ ...mapping, statuses: { ...mapping.statuses, [word]: next } })
              }
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
