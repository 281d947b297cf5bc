import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../../api/api.ts'
import { onboardingQuery } from '../../../api/companies-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { useT } from '../../../ui/index.ts'
import { useNotify } from '../../../ui/notices/use-notify.ts'
import classes from './company-notes.module.css'

/** What is still to do before the company is set up; it comes back on every page until that is done. */
export function SettingUpNote(): ReactNode {
  const t = useT()
  const { company } = useSession()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { data } = useQuery(onboardingQuery)
  const confirm = useMutation({
    mutationFn: () => api.company.change({ time_zone: company.time_zone }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: onboardingQuery.queryKey }),
    onError: notify.failed,
  })
  if (!data || data.is_complete) return null
  const zone = company.time_zone.replaceAll('_', ' ')
  const missing = data.missing_details.length
  return (
    <aside className={classes['note']} data-kind="setting-up">
      <strong>{t('companies.not_set_up')}</strong>
      {!data.is_zone_confirmed && (
        <>
          <span>{t('companies.confirm_zone_text', { zone })}</span>
          <Button
            size="compact-sm"
            variant="default"
            loading={confirm.isPending}
            onClick={() => confirm.mutate()}
          >
            {t('companies.confirm_zone', { zone })}
          </Button>
          <Link to="/settings/company">{t('companies.change_zone')}</Link>
        </>
      )}
      {missing > 0 && (
        <>
          <span>{t('companies.details_open', { n: missing })}</span>
          <Link to="/settings/company">{t('companies.complete_details')}</Link>
        </>
      )}
    </aside>
  )
}
