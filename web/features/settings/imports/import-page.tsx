import { Anchor, Button, Skeleton, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Import } from '../../../../src/contract/index.ts'
import { importQuery, isWorking } from '../../../api/imports-queries.ts'
import { Card, Caution, ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { ImportStateMark } from './import-state-mark.tsx'
import classes from './imports.module.css'
import { MappingForm } from './mapping-form.tsx'
import { ProgressCard } from './progress-card.tsx'
import { ResultCard } from './result-card.tsx'
import { useImportActs } from './use-import-acts.ts'

/** One file: its columns, what a check found, how far the import is, what it came to. */
export function ImportPage({ id }: { readonly id: string }): ReactNode {
  const t = useT()
  const file = useQuery(importQuery(id))
  return (
    <>
      <div>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link from="/settings/imports" to="." search={{}} {...props} />}
        >
          <IconArrowLeft size={14} aria-hidden className={classes['backArrow'] ?? ''} /> {t('imports.back')}
        </Anchor>
      </div>
      {file.isPending ? (
        <Card>
          <Skeleton height={24} width="40%" mb={16} />
          <Skeleton height={240} />
        </Card>
      ) : file.isError && !file.data ? (
        <Card>
          <ErrorState error={file.error} onRetry={() => void file.refetch()} />
        </Card>
      ) : (
        <ImportSteps file={file.data} />
      )}
    </>
  )
}

function ImportSteps({ file }: { readonly file: Import }): ReactNode {
  const mayChange = file.state === 'uploaded' || file.state === 'checked' || file.state === 'failed'
  return (
    <>
      <FileHead file={file} />
      {isWorking(file) && <ProgressCard file={file} />}
      {mayChange && <MappingForm key={file.id} file={file} />}
      {!mayChange && file.imported !== null && <ResultCard file={file} result={file.imported} isTaken />}
    </>
  )
}

function FileHead({ file }: { readonly file: Import }): ReactNode {
  const t = useT()
  const format = useFormat()
  const time = format.dateTime(file.created_at)
  return (
    <div className={classes['head']}>
      <div>
        <h2 className={classes['headName']}>
          {file.name} <ImportStateMark file={file} />
        </h2>
        <Text size="sm" c="dimmed">
          {file.created_by === null
            ? t('imports.uploaded_at', { time })
            : t('imports.uploaded_by', { time, name: file.created_by })}
        </Text>
      </div>
      {file.same_as !== null && file.state !== 'imported' && (
        <Caution title={t('imports.same_as', { time: format.dateTime(file.same_as.ended_at) })}>
          {t('imports.same_as_text')}
        </Caution>
      )}
      {file.error !== null && <StoppedNote file={file} error={file.error} />}
    </div>
  )
}

interface StoppedNoteProps {
  readonly file: Import
  readonly error: NonNullable<Import['error']>
}

/** What went on before is not lost: ids follow from the file, and the import knows where it stood. */
const worthGoingOn: ReadonlySet<string> = new Set(['source_unavailable', 'interrupted', 'internal'])

function StoppedNote({ file, error }: StoppedNoteProps): ReactNode {
  const t = useT()
  const acts = useImportActs(file)
  const mayGoOn = worthGoingOn.has(error.code) && file.imported !== null
  return (
    <Caution
      title={error.row === null ? t('imports.error_title') : t('imports.error_title_at', { row: error.row })}
      action={
        mayGoOn && (
          <Button size="xs" loading={acts.start.isPending} onClick={() => acts.start.mutate(undefined)}>
            {t('imports.go_on')}
          </Button>
        )
      }
    >
      {t(`imports.error_${error.code}`)}
    </Caution>
  )
}
