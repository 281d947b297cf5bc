import { Button } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState, usePageTitle, useT } from '../ui/index.ts'

export function NotFoundPage(): ReactNode {
  const t = useT()
  usePageTitle(t('shell.not_found_title'))
  return (
    <EmptyState
      icon={<IconMapQuestion size={28} stroke={1.5} />}
      title={t('shell.not_found_title')}
      text={t('shell.not_found_text')}
      action={
        <Button component={Link} {...{ to: '/analytics' }}>
          {t('shell.to_analytics')}
        </Button>
      }
    />
  )
}
