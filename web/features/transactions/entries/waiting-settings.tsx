import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { balanceQuery } from '../../../api/queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Caution, useT } from '../../../ui/index.ts'

/** Tells who may be the second person that one is wanted; nothing is shown while nothing waits. */
export function WaitingSettings(): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const mayManage = scopes.includes('billing:manage')
  const { data } = useQuery({ ...balanceQuery, enabled: mayManage })
  if (!mayManage || data?.settings_waiting !== true) return null
  return (
    <Caution
      action={
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link
              from="/transactions"
              to="."
              search={(before) => ({ ...before, enter: 'settings' as const })}
              resetScroll={false}
              {...props}
            />
          )}
        >
          {t('transactions.settings_show')}
        </Button>
      }
    >
      {t('transactions.settings_waiting')}
    </Caution>
  )
}
