import { Badge, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErasureView } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import { countsText } from './counts-text.ts'
import classes from './personal-data.module.css'

/** Whom the company had erased: what is left to show is that it was done. */
export function ErasureRows({ erasures }: { readonly erasures: readonly ErasureView[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <Card title={t('personal_data.erasures')} flush={erasures.length > 0}>
      {erasures.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('personal_data.no_erasures')}
        </Text>
      )}
      <ul className={classes['rows']} aria-label={t('personal_data.erasures')}>
        {erasures.map((erasure) => (
          <li key={erasure.id} className={classes['row']}>
            <div>
              <Text size="sm" fw={600}>
                {erasure.person}
              </Text>
              <Text size="sm" c="dimmed">
                {erasure.erased === null ? t('personal_data.under_way') : countsText(t, erasure.erased)}
              </Text>
            </div>
            <Text size="sm" c="dimmed">
              {erasure.asked_by === null
                ? format.dateTime(erasure.asked_at)
                : t('personal_data.asked_by', {
                    name: erasure.asked_by,
                    date: format.dateTime(erasure.asked_at),
                  })}
            </Text>
            <Badge variant="light" size="sm" color={erasure.done_at === null ? 'yellow' : 'green'}>
              {erasure.done_at === null ? t('personal_data.waiting') : t('personal_data.done')}
            </Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}
