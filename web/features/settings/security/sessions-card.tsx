import { Badge, Button, Skeleton, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OpenSessionView } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { sessionsQuery } from '../../../api/access-queries.ts'
import { Card, ErrorState, useFormat, useNotify, useT } from '../../../ui/index.ts'
import { programName } from './program-name.ts'
import classes from './security.module.css'

/** Where the person is signed in, and the way to end it. */
export function SessionsCard(): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  const endOthers = useMutation({
    mutationFn: accessApi.personal.endOtherSessions,
    onSuccess: async () => {
      notify.done(t('security.ended_others'))
      await refresh()
    },
    onError: notify.failed,
  })
  const end = useMutation({
    mutationFn: accessApi.personal.endSession,
    onSettled: refresh,
    onError: notify.failed,
  })
  return (
    <Card
      title={t('security.sessions')}
      flush
      actions={
        (sessions.data?.length ?? 0) > 1 && (
          <Button
            size="xs"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate()}
          >
            {t('security.end_others')}
          </Button>
        )
      }
    >
      {sessions.isPending ? (
        <div style={{ padding: 16 }} aria-busy>
          <Skeleton height={72} />
        </div>
      ) : sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul className={classes['sessions']} aria-label={t('security.sessions')}>
          {sessions.data.map((session) => (
            <li key={session.id}>
              <SessionRow session={session} isBusy={end.isPending} onEnd={() => end.mutate(session.id)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface SessionRowProps {
  readonly session: OpenSessionView
  readonly isBusy: boolean
  readonly onEnd: () => void
}

function SessionRow({ session, isBusy, onEnd }: SessionRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const name = programName(session.user_agent) ?? t('security.unknown_program')
  return (
    <>
      <div>
        <Text size="sm" fw={600} component="span" title={session.user_agent ?? undefined}>
          {name}
        </Text>
        {session.is_current && (
          <Badge variant="light" color="teal" size="sm" ml={8}>
            {t('security.this_session')}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {[session.address, t('security.signed_in_at', { date: format.dateTime(session.signed_in_at) })]
            .filter((part) => part !== null)
            .join(' · ')}
        </Text>
      </div>
      {!session.is_current && (
        <Button
          size="xs"
          variant="subtle"
          color="red"
          disabled={isBusy}
          aria-label={t('security.end_session_named', { name })}
          onClick={onEnd}
        >
          {t('security.end_session')}
        </Button>
      )}
    </>
  )
}
