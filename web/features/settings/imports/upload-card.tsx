import { Button, FileButton, Progress, SegmentedControl, Text } from '@mantine/core'
import { IconFileUpload, IconX } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { importKinds } from '../../../../src/contract/import-words.ts'
import type { ImportKind } from '../../../../src/contract/index.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import classes from './imports.module.css'
import { useUpload } from './use-upload.ts'

const accepted = '.csv,.txt,.tsv,.xlsx,text/csv,text/plain,text/tab-separated-values'

/** Where a file is chosen or dropped, and how far its upload is. */
export function UploadCard(): ReactNode {
  const t = useT()
  const format = useFormat()
  const upload = useUpload()
  const [isOver, setOver] = useState(false)
  const [kind, setKind] = useState<ImportKind>('messages')
  const choose = (file: File | null | undefined): void => {
    if (file) upload.begin(file, kind)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0])
  }
  return (
    <Card title={t('imports.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('imports.text')}
      </Text>
      {upload.name === null ? (
        <div
          className={classes['drop']}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <SegmentedControl
            size="xs"
            aria-label={t('imports.kind')}
            data={importKinds.map((value) => ({ value, label: t(`imports.kind_${value}`) }))}
            value={kind}
            onChange={(next) => setKind(importKinds.find((known) => known === next) ?? 'messages')}
          />
          <IconFileUpload size={28} stroke={1.5} aria-hidden />
          <div>
            <FileButton onChange={choose} accept={accepted}>
              {(props) => <Button {...props}>{t('imports.choose_file')}</Button>}
            </FileButton>{' '}
            <span className={classes['dropHere']}>{t('imports.drop_here')}</span>
          </div>
          <Text size="xs" c="dimmed">
            {t('imports.limits')}
          </Text>
        </div>
      ) : (
        <div className={classes['drop']}>
          <Text size="sm" fw={500}>
            {t('imports.uploading', { name: upload.name })}
          </Text>
          <Progress
            value={upload.share * 100}
            w="100%"
            maw={420}
            aria-label={t('imports.uploading', { name: upload.name })}
          />
          <Text size="xs" c="dimmed" aria-live="polite">
            {t('imports.uploaded_share', { percent: format.percent(Math.round(upload.share * 100) / 100) })}
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={upload.stop}
          >
            {t('imports.stop_upload')}
          </Button>
        </div>
      )}
      <FailureNote text={upload.failure} />
    </Card>
  )
}
