import { Button, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Card, EmptyState, ErrorState, useT } from '../../../ui/index.ts'
import classes from './audit.module.css'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRows, AuditTable } from './audit-table.tsx'
import { ExportAudit } from './export-audit.tsx'
import { useAuditEntries } from './use-audit.ts'

// Loaded with the first entry that is opened.
const AuditDrawer = lazy(async () => ({ default: (await import('./audit-drawer.tsx')).AuditDrawer }))

const skeletonRows = 8

/** Who did what to what, from where. */
export function AuditSettings(): ReactNode {
  const t = useT()
  const { open } = useSearch({ from: '/frame/settings/audit' })
  const [isWanted, setWanted] = useState(open !== undefined)
  if (open !== undefined && !isWanted) setWanted(true)
  return (
    <>
      <Card title={t('audit.title')} actions={<ExportAudit />} flush>
        <Text size="sm" c="dimmed" px="md" pb="sm">
          {t('audit.text')}
        </Text>
        <AuditFilters />
        <AuditList />
      </Card>
      <Suspense>{isWanted && <AuditDrawer />}</Suspense>
    </>
  )
}

function AuditList(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useAuditEntries()
  if (answer.isPending)
    return (
      <div className={classes['skeleton']} aria-busy>
        {Array.from({ length: skeletonRows }, (_, row) => (
          <Skeleton key={row} height={16} />
        ))}
      </div>
    )
  if (answer.isError && !answer.data)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  const entries = answer.data?.pages.flatMap((page) => page.entries) ?? []
  if (entries.length === 0) return <NoEntries />
  return (
    <div className={classes['list']} data-stale={answer.isPlaceholderData || undefined}>
      {isNarrow ? <AuditRows entries={entries} /> : <AuditTable entries={entries} />}
      {answer.hasNextPage && (
        <div className={classes['foot']}>
          <Button
            variant="default"
            size="sm"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t('audit.load_more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function NoEntries(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/audit' })
  const { q, area, period } = useSearch({ from: '/frame/settings/audit' })
  const isFiltered = q !== undefined || area !== undefined || period !== undefined
  const icon = <IconHistory size={28} stroke={1.5} />
  if (!isFiltered)
    return <EmptyState icon={icon} title={t('audit.empty_title')} text={t('audit.empty_text')} />
  return (
    <EmptyState
      icon={icon}
      title={t('audit.nothing_fits')}
      text={t('audit.nothing_fits_text')}
      action={
        <Button variant="default" onClick={() => void navigate({ search: {}, resetScroll: false })}>
          {t('audit.show_all')}
        </Button>
      }
    />
  )
}
