import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CsvMapping, CsvPreview } from '../../../../src/contract/index.ts'
import { paymentsApi } from '../../../api/payments-api.ts'
import { refreshPayments } from '../../../api/payments-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { errorText, useT } from '../../../ui/index.ts'
import { firstMapping, mappingProblem } from './csv-mapping.ts'
import { CsvMappingForm } from './csv-mapping-form.tsx'
import { UploadReport } from './upload-report.tsx'

/** Takes in a bank statement: a file, of CSV what its columns mean, then what became of it. */
export function UploadDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT()
  const upload = useUpload()
  return (
    <Modal
      opened
      onClose={onClose}
      title={upload.report ? t('payments.report_title') : t('payments.upload_title')}
      size={upload.csv === null ? 560 : 960}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {upload.report ? (
        <UploadReport report={upload.report} onClose={onClose} />
      ) : (
        <ChooseFile upload={upload} onClose={onClose} />
      )}
    </Modal>
  )
}

interface ChooseFileProps {
  readonly upload: ReturnType<typeof useUpload>
  readonly onClose: () => void
}

function ChooseFile({ upload, onClose }: ChooseFileProps): ReactNode {
  const t = useT()
  const problem = upload.csv === null ? null : mappingProblem(upload.csv.mapping)
  return (
    <Stack gap="md">
      <Text size="sm">{t('payments.upload_text')}</Text>
      <FileInput
        label={t('payments.upload_file')}
        placeholder={t('payments.upload_choose')}
        leftSection={<IconFileText size={16} stroke={1.6} aria-hidden />}
        accept=".xml,.camt,.txt,.csv,text/csv,text/xml,application/xml,text/plain"
        clearable
        clearButtonProps={{ 'aria-label': t('payments.upload_clear') }}
        data-autofocus
        value={upload.file}
        onChange={upload.choose}
      />
      {upload.isReading && (
        <Text size="sm" c="dimmed" aria-live="polite">
          {t('payments.upload_reading')}
        </Text>
      )}
      {upload.csv && (
        <CsvMappingForm preview={upload.csv.preview} mapping={upload.csv.mapping} onChange={upload.remap} />
      )}
      {problem !== null && (
        <Text size="sm" c="dimmed">
          {t(`payments.csv_${problem}`)}
        </Text>
      )}
      <FailureNote text={upload.failure} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('shell.cancel')}
        </Button>
        <Button
          disabled={upload.file === null || upload.isReading || problem !== null}
          loading={upload.isSending}
          onClick={upload.send}
        >
          {t('payments.upload_run')}
        </Button>
      </Group>
    </Stack>
  )
}

interface CsvChoice {
  readonly preview: CsvPreview
  readonly mapping: CsvMapping
}

/** Enough to tell the formats apart. */
const headBytes = 200

async function isCsv(file: File): Promise<boolean> {
  const head = (await file.slice(0, headBytes).text()).replace(/^\ufeff/, '').trimStart()
  return !head.startsWith('<') && !head.startsWith('1CClientBankExchange')
}

function useUpload() {
  const t = useT()
  const queryClient = useQueryClient()
  const { company } = useSession()
  const [file, setFile] = useState<File | null>(null)
  const [csv, setCsv] = useState<CsvChoice | null>(null)
  const look = useMutation({
    mutationFn: async (chosen: File) => ((await isCsv(chosen)) ? await paymentsApi.preview(chosen) : null),
    onSuccess: (preview) =>
      setCsv(preview && { preview, mapping: preview.mapping ?? firstMapping(preview, company.currency) }),
  })
  const upload = useMutation({
    mutationFn: async (chosen: File) => await paymentsApi.upload(chosen, csv?.mapping ?? null),
    onSuccess: () => refreshPayments(queryClient),
  })
  const error = upload.error ?? look.error
  return {
    file,
    csv,
    choose: (chosen: File | null): void => {
      upload.reset()
      look.reset()
      setCsv(null)
      setFile(chosen)
      if (chosen !== null) look.mutate(chosen)
    },
    remap: (mapping: CsvMapping): void => {
      upload.reset()
      if (csv !== null) setCsv({ ...csv, mapping })
    },
    send: (): void => {
      if (file !== null) upload.mutate(file)
    },
    report: upload.data ?? null,
    failure: error === null ? null : errorText(t, error),
    isReading: look.isPending,
    isSending: upload.isPending,
  }
}
