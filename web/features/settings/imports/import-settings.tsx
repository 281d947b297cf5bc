import { IconLock } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { Card, EmptyState, useT } from '../../../ui/index.ts'
import { ImportList } from './import-list.tsx'
import { ImportPage } from './import-page.tsx'
import { parseImportsSearch } from './imports-search.ts'
import { UploadCard } from './upload-card.tsx'

const route = getRouteApi('/frame/settings/imports')

/** Files of messages: a new one, what became of those before, one of them with its columns. */
export function ImportSettings(): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  const { file } = parseImportsSearch(route.useSearch())
  if (!scopes.includes('events:write'))
    return (
      <Card>
        <EmptyState
          icon={<IconLock size={28} stroke={1.5} />}
          title={t('imports.no_access_title')}
          text={t('imports.no_access_text')}
        />
      </Card>
    )
  if (file !== undefined) return <ImportPage key={file} id={file} />
  return (
    <>
      <UploadCard />
      <ImportList />
    </>
  )
}
