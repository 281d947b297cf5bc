import { Badge, Text, Tooltip } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { EndpointOffReason, WebhookEndpoint } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import { EndpointMenu, type OpenDialog } from './endpoint-menu.tsx'
import { resultText, typeName } from './notice-words.ts'
import classes from './notices.module.css'

const EndpointDialog = lazy(async () => ({
  default: (await import('./endpoint-dialog.tsx')).EndpointDialog,
}))
const ChangeSecret = lazy(async () => ({ default: (await import('./endpoint-acts.tsx')).ChangeSecret }))
const DeleteEndpoint = lazy(async () => ({ default: (await import('./endpoint-acts.tsx')).DeleteEndpoint }))

/** One endpoint: where, whether it is on, what it is told about, and how the last delivery went. */
export function EndpointRow({ endpoint }: { readonly endpoint: WebhookEndpoint }): ReactNode {
  const t = useT()
  const format = useFormat()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const close = (): void => setDialog(null)
  const { last_delivery: last, previous_secret_until: until } = endpoint
  return (
    <section className={classes['endpoint']} aria-label={endpoint.url}>
      <div className={classes['facts']}>
        <div className={classes['head']}>
          <Text component="span" size="sm" fw={600} className={classes['url'] ?? ''} title={endpoint.url}>
            {endpoint.url}
          </Text>
          <EndpointState reason={endpoint.off_reason} />
        </div>
        <Text size="sm" mt={2}>
          {endpoint.types.map((type) => typeName(t, type)).join(' · ')}
        </Text>
        <Text size="xs" c="dimmed" mt={2}>
          {last === null
            ? t('notices.never_sent')
            : t('notices.last_sent', {
                time: format.dateTime(last.at),
                result: resultText(t, last.status, last.error),
              })}
        </Text>
        {until !== null && (
          <Text size="xs" c="dimmed">
            {t('notices.both_sign', { time: format.dateTime(until) })}
          </Text>
        )}
      </div>
      <EndpointMenu endpoint={endpoint} onOpen={setDialog} />
      <Suspense>
        {dialog === 'edit' && <EndpointDialog endpoint={endpoint} onClose={close} />}
        {dialog === 'secret' && <ChangeSecret endpoint={endpoint} onClose={close} />}
        {dialog === 'delete' && <DeleteEndpoint endpoint={endpoint} onClose={close} />}
      </Suspense>
    </section>
  )
}

/** Why it is off is said on hover and focus. */
function EndpointState({ reason }: { readonly reason: EndpointOffReason | null }): ReactNode {
  const t = useT()
  if (reason === null)
    return (
      <Badge variant="light" color="teal">
        {t('notices.on')}
      </Badge>
    )
  return (
    <Tooltip
      label={t(`notices.off_${reason}_help`)}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the reason must be reachable by keyboard */}
      <Badge variant="light" color={reason === 'by_hand' ? 'gray' : 'red'} tabIndex={0}>
        {t(`notices.off_${reason}`)}
      </Badge>
    </Tooltip>
  )
}
