import { Button, Modal, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Connection, RefusedRequestDetail } from '../../../../src/contract/index.ts'
import { refusedRequestQuery, refusedRequestsQuery } from '../../../api/queries.ts'
import { CodeBlock } from '../../../ui/controls/code-block.tsx'
import { ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { readableBody } from '../../../ui/raw-event/readable-body.ts'
import classes from './connection-row.module.css'

interface RefusedDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** What a connection refused, and each request as it came. */
export function RefusedDialog({ connection, onClose }: RefusedDialogProps): ReactNode {
  const t = useT()
  const [requestId, setRequestId] = useState<string | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('connections.refused')} · ${connection.name}`}
      size={640}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {requestId === null ? (
        <RefusedList connectionId={connection.id} onOpen={setRequestId} />
      ) : (
        <Stack gap="sm" align="stretch">
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={() => setRequestId(null)}
            style={{ alignSelf: 'start' }}
          >
            {t('connections.refused_back')}
          </Button>
          <RefusedOne connectionId={connection.id} requestId={requestId} />
        </Stack>
      )}
    </Modal>
  )
}

interface RefusedListProps {
  readonly connectionId: string
  readonly onOpen: (requestId: string) => void
}

function RefusedList({ connectionId, onOpen }: RefusedListProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const refused = useQuery(refusedRequestsQuery(connectionId))
  if (refused.isPending) return <Skeleton height={120} />
  if (refused.isError) return <ErrorState error={refused.error} onRetry={() => void refused.refetch()} />
  if (refused.data.length === 0) return <Text size="sm">{t('connections.refused_none')}</Text>
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('connections.refused_text')}
      </Text>
      {refused.data.map(({ id, reason, received_at: receivedAt, method, path }) => (
        <UnstyledButton key={id} className={classes['refused']} onClick={() => onOpen(id)}>
          <Text size="sm" fw={500} span>
            {t(`connections.refused_${reason}`)}
          </Text>
          <Text size="xs" c="dimmed" span>
            {format.dateTimeExact(receivedAt)}
          </Text>
          <Text size="xs" c="dimmed" span truncate>
            {method} {path}
          </Text>
        </UnstyledButton>
      ))}
    </>
  )
}

interface RefusedOneProps {
  readonly connectionId: string
  readonly requestId: string
}

function RefusedOne({ connectionId, requestId }: RefusedOneProps): ReactNode {
  const request = useQuery(refusedRequestQuery(connectionId, requestId))
  if (request.isPending) return <Skeleton height={240} />
  if (request.isError) return <ErrorState error={request.error} onRetry={() => void request.refetch()} />
  return <RefusedView request={request.data} />
}

function RefusedView({ request }: { readonly request: RefusedRequestDetail }): ReactNode {
  const t = useT()
  const format = useFormat()
  const headers = Object.entries(request.headers)
  return (
    <>
      <Text size="sm">
        {t(`connections.refused_${request.reason}`)} · {format.dateTimeExact(request.received_at)}
      </Text>
      <code className={classes['requestLine']}>
        {request.method} {request.path}
      </code>
      {headers.length > 0 && (
        <CodeBlock
          code={headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
          label={t('connections.refused_headers')}
          copyLabel={t('shell.copy')}
          maxHeight={160}
        />
      )}
      {request.body === '' ? (
        <Text size="sm" c="dimmed">
          {t('connections.refused_body_empty')}
        </Text>
      ) : (
        <CodeBlock
          code={readableBody(request.body, request.headers['content-type'] ?? '')}
          label={t('connections.refused_body')}
          copyLabel={t('connections.copy_body')}
        />
      )}
      {request.is_body_cut && (
        <Text size="xs" c="dimmed">
          {t('connections.refused_body_cut', { size: format.number(request.body_bytes) })}
        </Text>
      )}
    </>
  )
}
