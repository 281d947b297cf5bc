import { SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { RawRequestView } from '../../../../src/contract/index.ts'
import { rawRequestQuery } from '../../../api/queries.ts'
import { CodeBlock } from '../../../ui/controls/code-block.tsx'
import { ErrorState, useSelectionView, useT } from '../../../ui/index.ts'
import classes from './message-card.module.css'
import { readableBody } from './readable-body.ts'

const indent = 2

interface RawEventProps {
  readonly messageId: string
  readonly eventId: string
}

/** What the provider sent, word for word, behind a step of the timeline. */
export function RawEvent({ messageId, eventId }: RawEventProps): ReactNode {
  const raw = useQuery(rawRequestQuery(messageId, eventId))
  if (raw.isPending) return <Skeleton height={160} mt={8} />
  if (raw.isError) return <ErrorState error={raw.error} onRetry={() => void raw.refetch()} />
  return <RawRequest request={raw.data} />
}

function RawRequest({ request }: { readonly request: RawRequestView }): ReactNode {
  const t = useT()
  const { format } = useSelectionView()
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
