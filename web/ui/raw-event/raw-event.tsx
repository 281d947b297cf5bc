import { SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { RawRequestView } from '../../../src/contract/index.ts'
import { CodeBlock } from '../controls/code-block.tsx'
import { ErrorState, useFormat, useT } from '../index.ts'
import classes from './raw-event.module.css'
import { readableBody } from './readable-body.ts'

const indent = 2

interface RawEventProps<K extends readonly unknown[]> {
  /** Asks for the request behind the event. */
  readonly query: UseQueryOptions<RawRequestView, Error, RawRequestView, K>
}

/** What the provider sent, word for word, behind a step of a timeline. */
export function RawEvent<K extends readonly unknown[]>({ query }: RawEventProps<K>): ReactNode {
  const raw = useQuery(query)
  if (raw.isPending) return <Skeleton height={160} mt={8} />
  if (raw.isError) return <ErrorState error={raw.error} onRetry={() => void raw.refetch()} />
  return <RawRequest request={raw.data} />
}

function RawRequest({ request }: { readonly request: RawRequestView }): ReactNode {
  const t = useT()
  const format = useFormat()
  const hasItem = request.item !== undefined && request.item !== null
  const [shown, setShown] = useState<'item' | 'request'>(hasItem ? 'item' : 'request')
  const contentType = request.headers['content-type'] ?? ''
  return (
    <Stack gap="xs" mt={8}>
      {hasItem && (
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={setShown}
          aria-label={t('messages.raw_event')}
          data={[
            { value: 'item', label: t('messages.raw_item') },
            { value: 'request', label: t('messages.raw_request') },
          ]}
        />
      )}
      {shown === 'item' ? (
        <CodeBlock
          code={JSON.stringify(request.item, null, indent)}
          label={t('messages.raw_event')}
          copyLabel={t('messages.copy_raw')}
        />
      ) : (
        <>
          <div className={classes['requestLine']}>
            <code>
              {request.method} {request.path}
            </code>
            <span>{t('messages.received', { time: format.dateTimeExact(request.received_at) })}</span>
          </div>
          <CodeBlock
            code={Object.entries(request.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
            label={t('messages.raw_headers')}
            copyLabel={t('shell.copy')}
            maxHeight={160}
          />
          <CodeBlock
            code={readableBody(request.body, contentType)}
            label={t('messages.raw_body')}
            copyLabel={t('messages.copy_body')}
          />
        </>
      )}
    </Stack>
  )
}
