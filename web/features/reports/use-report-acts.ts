import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Report } from '../../../src/contract/index.ts'
import { reportApi } from '../../api/report-api.ts'
import { reportsQueryKey } from '../../api/report-queries.ts'
import { useNotify, useT } from '../../ui/index.ts'

type Named = Pick<Report, 'id' | 'name'>

/** Hands the file of a report to the browser's downloads, which read it as it comes; says why where it cannot be had. */
export function useDownloadReport() {
  const notify = useNotify(useT()('report_page.download_failed'))
  return useMutation({
    mutationFn: ({ id }: Named) => reportApi.tryFile(id),
    onSuccess: (_, { id }) => {
      const link = document.createElement('a')
      link.href = reportApi.fileAddress(id)
      link.download = ''
      link.click()
    },
    onError: notify.failed,
  })
}

export function useRegenerateReport() {
  const t = useT()
  const client = useQueryClient()
  const notify = useNotify(t('report_page.again_failed'))
  return useMutation({
    mutationFn: ({ id }: Named) => reportApi.regenerate(id),
    onSuccess: (_, { name }) => notify.done(t('report_page.again_begun', { name })),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: reportsQueryKey }),
  })
}

export function useDeleteReport(onDeleted: () => void) {
  const t = useT()
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: ({ id }: Named) => reportApi.delete(id),
    onSuccess: (_, { name }) => {
      notify.done(t('report_page.deleted', { name }))
      onDeleted()
    },
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: reportsQueryKey }),
  })
}
