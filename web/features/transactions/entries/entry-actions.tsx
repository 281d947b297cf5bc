import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMayEnter } from '../../../api/use-may-enter.ts'
import { useSession } from '../../../api/use-session.ts'
import { useT } from '../../../ui/index.ts'

/** What may be entered by hand, for those who may; the others find here how to top up. */
export function EntryActions(): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const { companies, isPending } = useMayEnter()
  if (isPending) return null
  return (
    <>
      {scopes.includes('billing:manage') && (
        <Tooltip label={t('balance.settings')}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('balance.settings')}
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
            <IconAdjustmentsHorizontal size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {companies.length === 0 ? (
        <Button renderRoot={(props) => <Link to="/top-up" {...props} />}>{t('balance.top_up')}</Button>
      ) : (
        <>
          <OpenForm name="refund" />
          <OpenForm name="correction" />
          <OpenForm name="deposit" />
        </>
      )}
    </>
  )
}

function OpenForm({ name }: { readonly name: 'deposit' | 'correction' | 'refund' }): ReactNode {
  const t = useT()
  const isMain = name === 'deposit'
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      leftSection={isMain ? <IconPlus size={16} stroke={1.8} aria-hidden /> : undefined}
      renderRoot={(props) => (
        <Link
          from="/transactions"
          to="."
          search={(before) => ({ ...before, enter: name })}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {t(`transactions.kind_${name}`)}
    </Button>
  )
}
