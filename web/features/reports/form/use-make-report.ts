import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { reportApi } from '../../../api/report-api.ts'
import { reportsQueryKey } from '../../../api/report-queries.ts'
import { useRequestKey } from '../../../ui/form/use-request-key.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { useFormView } from './form-view.tsx'

interface Asked {
  readonly name: string
  /** Null: it is made once. */
  readonly recipients: readonly string[] | null
}

/** Has the report of the form made, once or regularly, and leads to where it is seen. */
export function useMakeReport() {
  const t = useT()
  const navigate = useNavigate()
  const client = useQueryClient()
  const notify = useNotify()
  const { search, content, zone, companyZone } = useFormView()
  const { key, renew } = useRequestKey()
  return useMutation({
    mutationFn: async ({ name, recipients }: Asked): Promise<void> => {
      const { from: _from, to: _to, time_zone: _zone, ...rest } = content
      const { repeat } = search
      if (recipients === null || repeat === undefined) await reportApi.create({ ...content, name }, key)
      else
        await reportApi.schedules.create(
          {
            ...rest,
            name,
            frequency: repeat,
            recipients: [...recipients],
            // Without one it moves with the company.
            ...(zone !== companyZone && { time_zone: zone }),
          },
          key,
        )
    },
    onSuccess: async (_, { name, recipients }) => {
      const isOnce = recipients === null
      notify.done(t(isOnce ? 'report_form.made' : 'report_form.made_recurring', { name }))
      await client.invalidateQueries({ queryKey: reportsQueryKey })
      await navigate({ to: '/reports', search: isOnce ? {} : { tab: 'recurring' } })
    },
    // What was refused is asked for again as something else.
    onError: renew,
  })
}
