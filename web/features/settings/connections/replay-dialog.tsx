import { Alert, Button, Group, Modal, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Connection, ReplayView } from '../../../../src/contract/index.ts'
import { refusedRequestsQuery } from '../../../api/queries.ts'
import { replayApi, replaysQuery, retryQuery } from '../../../api/replay-api.ts'
import { ErrorState, useFormat, useNotify, useT } from '../../../ui/index.ts'
import classes from './connection-row.module.css'

interface ReplayDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** Reads what a connection received once more: progress, what it came to, and what was refused and is right now. */
export function ReplayDialog({ connection, onClose }: ReplayDialogProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const query = replaysQuery(connection.id)
  const replays = useQuery(query)
  const ask = useMutation({
    mutationFn: () => replayApi.ask(connection.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: query.queryKey }),
    onError: notify.failed,
  })
  const isUnderWay = replays.data?.some(isRunning) ?? false
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('connections.replay')} · ${connection.name}`}
      size={560}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <Stack gap="md" align="stretch">
        <Text size="sm">{t('connections.replay_text')}</Text>
        <RefusedOffer connectionId={connection.id} />
        {replays.isPending && <Skeleton height={64} />}
        {replays.isError && <ErrorState error={replays.error} onRetry={() => void replays.refetch()} />}
        {replays.data?.map((replay) => (
          <ReplayLine key={replay.id} replay={replay} />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('shell.close')}
          </Button>
          <Button onClick={() => ask.mutate()} loading={ask.isPending} disabled={isUnderWay}>
            {t('connections.replay_start')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function isRunning({ state }: ReplayView): boolean {
  return state === 'asked' || state === 'reading' || state === 'switching'
}

/** One replay: how far it is, or what it came to. */
function ReplayLine({ replay }: { readonly replay: ReplayView }): ReactNode {
  const t = useT()
  const format = useFormat()
  const { state, requests, requests_read: read, added, removed } = replay
  return (
    <div className={classes['replay']}>
      <Text size="sm" fw={500}>
        {t(`connections.replay_${state}`)}
      </Text>
      <Text size="xs" c="dimmed">
        {format.dateTime(replay.asked_at)}
        {replay.asked_by !== '' && ` · ${replay.asked_by}`}
      </Text>
      {state === 'reading' && (
        <Progress
          value={requests === 0 ? 0 : (100 * read) / requests}
          aria-label={t('connections.replay_reading')}
          my={6}
        />
      )}
      {state !== 'asked' && state !== 'failed' && (
        <Text size="sm">
          {t('connections.replay_read', { read: format.number(read), requests: format.number(requests) })}
        </Text>
      )}
      {state === 'done' && (
        <Text size="sm">
          {added + removed === 0
            ? t('connections.replay_same')
            : t('connections.replay_changed', {
                added: format.number(added),
                removed: format.number(removed),
              })}
        </Text>
      )}
      {state === 'failed' && (
        <Text size="sm" c="red">
          {replay.detail}
        </Text>
      )}
    </div>
  )
}

/** Nothing where nothing that was refused is right now. */
function RefusedOffer({ connectionId }: { readonly connectionId: string }): ReactNode {
  const t = useT()
  const format = useFormat()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const query = retryQuery(connectionId)
  const offer = useQuery(query)
  const take = useMutation({
    mutationFn: () => replayApi.retryRefused(connectionId, true),
    onSuccess: async ({ taken }) => {
      notify.done(t('connections.retry_taken', { taken: format.number(taken) }))
      await queryClient.invalidateQueries({ queryKey: query.queryKey })
      await queryClient.invalidateQueries({ queryKey: refusedRequestsQuery(connectionId).queryKey })
    },
    onError: notify.failed,
  })
  const right = offer.data?.right ?? 0
  if (right === 0) return null
  return (
    <Alert color="blue" title={t('connections.retry_title', { right: format.number(right) })}>
      <Stack gap="xs" align="start">
        <Text size="sm">{t('connections.retry_text')}</Text>
        <Button size="xs" variant="default" onClick={() => take.mutate()} loading={take.isPending}>
          {t('connections.retry_take')}
        </Button>
      </Stack>
    </Alert>
  )
}
