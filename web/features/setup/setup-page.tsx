import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { setupStateQuery } from '../../api/queries.ts'
import { PublicFrame } from '../../ui/frame/public-frame.tsx'
import { EmptyState, ErrorState, usePageTitle, useT } from '../../ui/index.ts'
import { SetupForm } from './setup-form.tsx'

/** First run: makes the first company and its owner, once, while the installation is empty. */
export function SetupPage(): ReactNode {
  const t = useT()
  usePageTitle(t('session.setup_page'))
  const state = useQuery(setupStateQuery)
  if (state.isPending) return null
  return (
    <PublicFrame width={560}>
      {state.isError ? (
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      ) : state.data.needed ? (
        <SetupForm />
      ) : (
        <EmptyState
          icon={<IconCircleCheck size={28} stroke={1.5} />}
          title={t('session.setup_done_title')}
          text={t('session.setup_done_text')}
          action={
            <Button renderRoot={(props) => <Link to="/sign-in" {...props} />}>
              {t('session.to_sign_in')}
            </Button>
          }
        />
      )}
    </PublicFrame>
  )
}
