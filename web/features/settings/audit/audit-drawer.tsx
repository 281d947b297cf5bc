import { Drawer, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { AuditEntry } from '../../../../src/contract/index.ts'
import { auditActName } from '../../../../src/messages/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useFormat, useT } from '../../../ui/index.ts'
import { actorName, subjectName } from './actor-name.ts'
import classes from './audit.module.css'
import { AuditChanges } from './audit-changes.tsx'
import { useAuditEntries } from './use-audit.ts'

/** The entry that the address names, beside the log. */
export function AuditDrawer(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/settings/audit' })
  const { open } = useSearch({ from: '/frame/settings/audit' })
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useAuditEntries()
  const found = answer.data?.pages.flatMap(({ entries }) => entries).find(({ id }) => id === open)
  // While the drawer slides out it still shows the entry it was about.
  const [last, setLast] = useState(found)
  if (found !== undefined && found.id !== last?.id) setLast(found)
  const shown = open === undefined ? last : found
  return (
    <Drawer
      opened={open !== undefined && !answer.isPending}
      onClose={() =>
        void navigate({ search: (before) => ({ ...before, open: undefined }), resetScroll: false })
      }
      position="right"
      size={isNarrow ? '100%' : 560}
      title={t('audit.details')}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {shown ? <Details entry={shown} /> : <Text size="sm">{t('audit.nothing_fits')}</Text>}
    </Drawer>
  )
}

function Details({ entry }: { readonly entry: AuditEntry }): ReactNode {
  const t = useT()
  const format = useFormat()
  const facts: readonly (readonly [string, string | null])[] = [
    [t('audit.column_at'), format.dateTimeExact(entry.at)],
    [t('audit.column_actor'), actorName(t, entry)],
    [t('audit.column_subject'), subjectName(entry)],
    [t('audit.address'), entry.actor.is_own ? entry.address : t('audit.hidden_from')],
    [t('audit.user_agent'), entry.user_agent],
  ]
  return (
    <div className={classes['entry']}>
      <p className={classes['act']}>{auditActName(t, entry.act)}</p>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t('audit.id')}</dt>
          <dd className={classes['copyable']}>
            <code>{entry.id}</code>
            <CopyButton value={entry.id} label={t('audit.copy_id')} size={28} />
          </dd>
        </div>
      </dl>
      <AuditChanges entry={entry} />
    </div>
  )
}
