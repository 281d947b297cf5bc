import { Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Import, ImportMapping, ImportPreview } from '../../../../src/contract/index.ts'
import { importPreviewQuery } from '../../../api/imports-queries.ts'
import { Card, ErrorState, useT } from '../../../ui/index.ts'
import { ColumnTable } from './column-table.tsx'
import classes from './imports.module.css'
import { PreviewTable } from './preview-table.tsx'
import { ReadingFields } from './reading-fields.tsx'
import { fieldName, ResultCard } from './result-card.tsx'
import { StatusWords } from './status-words.tsx'
import { useImportActs } from './use-import-acts.ts'

/** What the columns of a file mean, what its first rows would be taken as, and what a check of all of them found. */
export function MappingForm({ file }: { readonly file: Import }): ReactNode {
  const t = useT()
  const [mapping, setMapping] = useMapping(file)
  const preview = useQuery(importPreviewQuery(file.id, mapping))
  const isSame = JSON.stringify(mapping) === JSON.stringify(file.mapping)
  const checked = file.state === 'checked' ? file.checked : null
  if (preview.isError && !preview.data)
    return (
      <Card>
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      </Card>
    )
  return (
    <>
      {checked !== null && (
        <ResultCard file={file} result={checked}>
          {!isSame && (
            <Text size="sm" c="dimmed" mt="md">
              {t('imports.changed_since_check')}
            </Text>
          )}
        </ResultCard>
      )}
      {checked !== null && checked.statuses.length > 0 && (
        <StatusWords statuses={checked.statuses} mapping={mapping} onChange={setMapping} />
      )}
      <Card title={t('imports.columns')}>
        <Text size="sm" c="dimmed" mb="md">
          {t('imports.columns_text')}
        </Text>
        {preview.data && (
          <ColumnTable kind={file.kind} preview={preview.data} mapping={mapping} onChange={setMapping} />
        )}
        <ReadingFields kind={file.kind} mapping={mapping} onChange={setMapping} />
      </Card>
      {preview.data && <PreviewTable preview={preview.data} isOld={preview.isPlaceholderData} />}
      <Acts file={file} mapping={mapping} isSame={isSame} problem={preview.data?.problem ?? null} />
    </>
  )
}

/** The mapping, and a change of it. Another row of titles, delimiter or encoding means other columns: they are guessed anew. */
function useMapping(file: Import): readonly [ImportMapping, (next: ImportMapping) => void] {
  const client = useQueryClient()
  const [mapping, setMapping] = useState<ImportMapping>(file.mapping)
  const guessAgain = async (next: ImportMapping): Promise<void> => {
    const preview = await client.fetchQuery(importPreviewQuery(file.id, next)).catch(() => null)
    if (preview !== null) setMapping((now) => (now === next ? { ...now, columns: preview.guessed } : now))
  }
  const change = (next: ImportMapping): void => {
    setMapping(next)
    if (readingOf(next) !== readingOf(mapping)) void guessAgain(next)
  }
  return [mapping, change]
}

function readingOf({ title_row, delimiter, encoding }: ImportMapping): string {
  return `${title_row} ${delimiter} ${encoding}`
}

interface ActsProps {
  readonly file: Import
  readonly mapping: ImportMapping
  readonly isSame: boolean
  readonly problem: ImportPreview['problem']
}

function Acts({ file, mapping, isSame, problem }: ActsProps): ReactNode {
  const t = useT()
  const acts = useImportActs(file)
  const isBusy = acts.check.isPending || acts.start.isPending
  const checked = file.state === 'checked' && isSame ? file.checked : null
  const check = (
    <Button
      variant={checked === null ? 'filled' : 'default'}
      disabled={problem !== null || isBusy}
      loading={acts.check.isPending}
      onClick={() => acts.check.mutate(mapping)}
    >
      {t(file.state === 'checked' ? 'imports.check_again' : 'imports.check')}
    </Button>
  )
  return (
    <div className={classes['acts']}>
      <Text size="sm" c="dimmed" aria-live="polite">
        {problem === null ? t('imports.check_help') : problemText(t, problem)}
      </Text>
      <Group gap="xs">
        {checked === null ? (
          <Button
            variant="default"
            disabled={problem !== null || isBusy}
            loading={acts.start.isPending}
            onClick={() => acts.start.mutate(mapping)}
          >
            {t('imports.import_without_check')}
          </Button>
        ) : (
          check
        )}
        {checked === null ? (
          check
        ) : (
          <Button
            disabled={checked.taken === 0 || isBusy}
            loading={acts.start.isPending}
            onClick={() => acts.start.mutate(mapping)}
          >
            {t('imports.import', { n: checked.taken })}
          </Button>
        )}
      </Group>
    </div>
  )
}

const problems = [
  'missing_field',
  'missing_date',
  'unknown_field',
  'unknown_meaning',
  'invalid_fixed',
  'column_twice',
] as const

function problemText(
  t: ReturnType<typeof useT>,
  { code, field }: NonNullable<ImportPreview['problem']>,
): string {
  const known = problems.find((problem) => problem === code) ?? 'unknown_field'
  return t(`imports.problem_${known}`, { field: field === null ? '' : fieldName(t, field) })
}
