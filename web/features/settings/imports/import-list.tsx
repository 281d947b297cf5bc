import { Button, Skeleton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Import } from '../../../../src/contract/index.ts'
import { importsQuery, isWorking } from '../../../api/imports-queries.ts'
import { Card, EmptyState, ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { ImportMenu } from './import-menu.tsx'
import { ImportStateMark } from './import-state-mark.tsx'
import classes from './imports.module.css'

/** Files that were uploaded, the newest first, with what became of each. */
export function ImportList(): ReactNode {
  const t = useT()
  const list = useInfiniteQuery(importsQuery)
  const files = list.data?.pages.flatMap(({ imports }) => imports) ?? []
  return (
    <Card title={t('imports.history')} flush>
      {list.isPending ? (
        <div className={classes['waiting']} aria-busy>
          <Skeleton height={44} mb={8} />
          <Skeleton height={44} />
        </div>
      ) : list.isError && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : files.length === 0 ? (
        <EmptyState
          icon={<IconFileSpreadsheet size={28} stroke={1.5} />}
          title={t('imports.history_empty_title')}
          text={t('imports.history_empty_text')}
        />
      ) : (
        <ul className={classes['files']}>
          {files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes['waiting']}>
          <Button
            variant="default"
            size="xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('imports.more')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function FileRow({ file }: { readonly file: Import }): ReactNode {
  const t = useT()
  const format = useFormat()
  const result = file.imported ?? file.checked
  const time = format.dateTime(file.created_at)
  return (
    <li className={classes['file']}>
      <div className={classes['fileName']}>
        <Link from="/settings/imports" to="." search={{ file: file.id }} className={classes['fileLink']}>
          {file.name}
        </Link>
        <span className={classes['quiet']}>
          {file.created_by === null
            ? t('imports.uploaded_at', { time })
            : t('imports.uploaded_by', { time, name: file.created_by })}
        </span>
      </div>
      <div className={classes['fileResult']}>
        <ImportStateMark file={file} />
        {result !== null && (
          <span className={classes['quiet']}>
            {file.imported === null ? t('imports.would_be_taken') : t('imports.taken')}:{' '}
            {format.number(result.taken)}
            {result.refused > 0 && ` · ${t('imports.refused')}: ${format.number(result.refused)}`}
          </span>
        )}
      </div>
      <ImportMenu file={file} isWorking={isWorking(file)} />
    </li>
  )
}
