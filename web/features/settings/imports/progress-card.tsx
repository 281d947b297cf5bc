import { Button, Progress, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Import } from '../../../../src/contract/index.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import classes from './imports.module.css'
import { useImportActs } from './use-import-acts.ts'

/** How far a check or an import is; it goes on without the page. */
export function ProgressCard({ file }: { readonly file: Import }): ReactNode {
  const t = useT()
  const format = useFormat()
  const acts = useImportActs(file)
  const [isAsking, setAsking] = useState(false)
  const isCheck = file.state === 'checking'
  const result = isCheck ? file.checked : file.imported
  const title = t(isCheck ? 'imports.checking' : 'imports.importing')
  return (
    <Card title={title}>
      <Progress value={file.percent} size="lg" aria-label={title} animated />
      <div className={classes['progress']} aria-live="polite">
        <Text size="sm" fw={500}>
          {format.percent(file.percent / 100)}
        </Text>
        {result !== null && (
          <Text size="sm" c="dimmed">
            {t('imports.rows')}: {format.number(result.rows)} · {t('imports.refused')}:{' '}
            {format.number(result.refused)}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed" mb="md">
        {t('imports.progress_leave')}
      </Text>
      <Button
        variant="default"
        size="xs"
        loading={isCheck && acts.cancel.isPending}
        onClick={() => (isCheck ? acts.cancel.mutate() : setAsking(true))}
      >
        {t(isCheck ? 'imports.cancel_check' : 'imports.cancel_import')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t('imports.cancel_title', { name: file.name })}
        text={t('imports.cancel_text')}
        action={t('imports.cancel_import')}
        isBusy={acts.cancel.isPending}
        onConfirm={() => acts.cancel.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      />
    </Card>
  )
}
