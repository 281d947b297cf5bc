import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import classes from '../price-lists.module.css'
import type { Draft } from './use-draft.ts'

/** What is not saved yet, with what can be done about it; stays in sight at the foot of the page. */
export function DraftBar({ draft }: { readonly draft: Draft }): ReactNode {
  const t = useT()
  const { counts, faults, failure, isSaving } = draft
  const parts = (['changed', 'added', 'removed', 'moments'] as const).flatMap((name) =>
    counts[name] > 0 ? [t(`prices.count_${name}`, { n: counts[name] })] : [],
  )
  return (
    <section className={classes['saveBar']} aria-label={t('prices.unsaved')}>
      <div className={classes['saveWords']}>
        <Text size="sm" fw={600}>
          {t('prices.unsaved')}
        </Text>
        <Text size="sm" c="dimmed" aria-live="polite">
          {parts.join(' · ')}
        </Text>
        <div role="alert">
          {(failure ?? (faults.size > 0 ? t('prices.faults_n', { n: faults.size }) : null)) !== null && (
            <Text size="sm" c="var(--mantine-color-error)">
              {faults.size > 0 ? t('prices.faults_n', { n: faults.size }) : failure}
            </Text>
          )}
        </div>
      </div>
      <Button variant="default" onClick={draft.discard} disabled={isSaving}>
        {t('prices.discard')}
      </Button>
      <Button onClick={draft.save} loading={isSaving} disabled={faults.size > 0}>
        {t('prices.save_draft')}
      </Button>
    </section>
  )
}
