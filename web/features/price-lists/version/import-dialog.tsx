import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PriceImport, PriceList, PriceListVersionDetail } from '../../../../src/contract/index.ts'
import { billingApi, type FileFormat } from '../../../api/billing-api.ts'
import { refreshPrices, versionQuery } from '../../../api/billing-queries.ts'
import { FailureNote } from '../../../ui/form/failure-note.tsx'
import { errorText, useNotify, useT } from '../../../ui/index.ts'
import { compareRates, type RatesDifference } from '../draft/compare-rates.ts'
import { previewCsv } from '../draft/preview-csv.ts'
import { FilePreview, RefusedRows } from './import-tables.tsx'

interface ImportDialogProps {
  readonly list: PriceList
  readonly version: PriceListVersionDetail
  readonly onClose: () => void
}

/** The first lines are enough to see columns and separators; a file may be large. */
const previewBytes = 64 * 1024
const previewRows = 6

interface ChosenFile {
  readonly file: File
  readonly format: FileFormat
  /** The first rows; null of an Excel file, which the server alone can read. */
  readonly rows: readonly (readonly string[])[] | null
}

/** A file in place of the draft's rates: what it holds, what is wrong with it, what it changed. */
export function ImportDialog({ list, version, onClose }: ImportDialogProps): ReactNode {
  const t = useT()
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  // As it was when the dialog was opened: what the file is compared with, and what Undo brings back.
  const [before] = useState(version)
  const { run, outcome, failure, isPending, forget } = useImport(list, before)
  const choose = async (file: File | null): Promise<void> => {
    forget()
    // Until the new file has been read there is none: the one before must not be sent in its place.
    setChosen(null)
    if (file !== null) setChosen(await readFile(file))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('prices.import_title', { number: version.number })}
      size={720}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {outcome?.difference ? (
        <Imported difference={outcome.difference} list={list} version={before} onClose={onClose} />
      ) : (
        <Stack gap="md">
          <Text size="sm">{t('prices.import_text')}</Text>
          <FileInput
            label={t('prices.import_file')}
            description={t('prices.import_columns')}
            placeholder={t('prices.import_choose')}
            leftSection={<IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />}
            accept=".csv,.xlsx,text/csv"
            clearable
            clearButtonProps={{ 'aria-label': t('prices.import_clear') }}
            data-autofocus
            value={chosen?.file ?? null}
            onChange={(file) => void choose(file)}
          />
          {outcome && outcome.answer.refused.length > 0 ? (
            <RefusedRows refused={outcome.answer.refused} />
          ) : (
            chosen?.rows && <FilePreview rows={chosen.rows} />
          )}
          <FailureNote text={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button
              disabled={chosen === null || outcome !== null}
              loading={isPending}
              onClick={() => chosen && run(chosen)}
            >
              {t('prices.import_replace')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

async function readFile(file: File): Promise<ChosenFile> {
  if (/\.xlsx$/i.test(file.name)) return { file, format: 'xlsx', rows: null }
  return { file, format: 'csv', rows: previewCsv(await file.slice(0, previewBytes).text(), previewRows) }
}

interface Outcome {
  readonly answer: PriceImport
  /** What it changed; null when nothing was taken. */
  readonly difference: RatesDifference | null
}

function useImport(list: PriceList, before: PriceListVersionDetail) {
  const t = useT()
  const queryClient = useQueryClient()
  const name = { listId: list.id, number: before.number }
  const mutation = useMutation({
    mutationFn: async ({ file, format }: ChosenFile): Promise<Outcome> => {
      const answer = await billingApi.versions.importFile(name, format, file)
      if (answer.refused.length > 0) return { answer, difference: null }
      const now = await queryClient.fetchQuery({ ...versionQuery(name), staleTime: 0 })
      await refreshPrices(queryClient)
      return { answer, difference: compareRates(before.rates, now.rates) }
    },
  })
  return {
    run: mutation.mutate,
    outcome: mutation.data ?? null,
    failure: mutation.error ? errorText(t, mutation.error) : null,
    isPending: mutation.isPending,
    forget: mutation.reset,
  }
}

interface ImportedProps extends ImportDialogProps {
  readonly difference: RatesDifference
}

/** A draft is in force for nobody, so the file is in it already; one step brings back what was there (`version`). */
function Imported({ difference, list, version, onClose }: ImportedProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const name = { listId: list.id, number: version.number }
  const undo = useMutation({
    mutationFn: () =>
      billingApi.versions.replace(name, { charge_on: version.charge_on, rates: version.rates }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: versionQuery(name).queryKey })
      await refreshPrices(queryClient)
      onClose()
      notify.done(t('prices.import_undone'))
    },
    onError: notify.failed,
  })
  return (
    <Stack gap="md">
      <Text size="sm">{t('prices.import_done')}</Text>
      <Text size="sm">
        {t('prices.import_difference', {
          added: difference.added,
          changed: difference.changed,
          removed: difference.removed,
        })}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('prices.import_undo')}
        </Button>
        <Button onClick={onClose}>{t('prices.done')}</Button>
      </Group>
    </Stack>
  )
}
