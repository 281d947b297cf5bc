import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { useT } from '../../../ui/index.ts'

/** The way to the form; for everybody who sees the money of the company. */
export function CreateButton(): ReactNode {
  const t = useT()
  if (!useSession().scopes.includes('billing:read')) return null
  return (
    <Button
      leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
      renderRoot={(props) => (
        <Link
          from="/invoices"
          to="."
          search={(before) => ({ ...before, enter: 'create' as const })}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {t('invoices.create')}
    </Button>
  )
}
