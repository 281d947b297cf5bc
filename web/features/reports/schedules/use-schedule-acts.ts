import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReportSchedule, ReportSchedulePatch } from '../../../../src/contract/index.ts'
import { reportApi } from '../../../api/report-api.ts'
import { schedulesQuery } from '../../../api/report-queries.ts'
import { useNotify, useT } from '../../../ui/index.ts'

type Named = Pick<ReportSchedule, 'id' | 'name'>

/** Switches a schedule on or off. */
export function useChangeSchedule({ id, name }: Named) {
  const t = useT()
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: (patch: ReportSchedulePatch) => reportApi.schedules.change(id, patch),
    onSuccess: ({ enabled }) =>
      notify.done(
        t(enabled ? 'report_page.schedule_switched_on' : 'report_page.schedule_switched_off', { name }),
      ),
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: schedulesQuery.queryKey }),
  })
}

export function useDeleteSchedule({ id, name }: Named, onDeleted: () => void) {
  const t = useT()
  const client = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: () => reportApi.schedules.delete(id),
    onSuccess: () => {
      notify.done(t('report_page.schedule_deleted', { name }))
      onDeleted()
    },
    onError: notify.failed,
    onSettled: () => client.invalidateQueries({ queryKey: schedulesQuery.queryKey }),
  })
}
