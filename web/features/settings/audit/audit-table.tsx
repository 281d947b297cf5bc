import { VisuallyHidden } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AuditEntry } from '../../../../src/contract/index.ts'
import { auditActName } from '../../../../src/messages/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import rows from '../../../ui/page/phone-rows.module.css'
import { actorName, subjectName } from './actor-name.ts'
import classes from './audit.module.css'

interface EntriesProps {
  readonly entries: readonly AuditEntry[]
}

const columns = ['at', 'actor', 'act', 'subject'] as const

/** One line an entry; a row opens its details, and its time is the link that keyboards reach. */
export function AuditTable({ entries }: EntriesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate({ from: '/settings/audit' })
  const { open } = useSearch({ from: '/frame/settings/audit' })
  const openDetails = (id: string): void => {
    // Text that is being selected in a row is not a click on it.
    if (window.getSelection()?.type === 'Range') return
    void navigate({ search: (before) => ({ ...before, open: id }), resetScroll: false })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('audit.title')}>
      <table className={`${table['table']} ${classes['table']}`} data-clickable>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`audit.column_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr
              key={entry.id}
              data-open={entry.id === open || undefined}
              onClick={() => openDetails(entry.id)}
            >
              <td>
                <Link
                  from="/settings/audit"
                  to="."
                  search={(before) => ({ ...before, open: entry.id })}
                  resetScroll={false}
                  className={table['link'] ?? ''}
                  onClick={(event) => event.stopPropagation()}
                >
                  {format.dateTime(entry.at)}
                  <VisuallyHidden> {t('audit.open_details')}</VisuallyHidden>
                </Link>
              </td>
              <td data-cut title={actorName(t, entry)}>
                {actorName(t, entry)}
              </td>
              <td>{auditActName(t, entry.act)}</td>
              <td data-grows title={subjectName(entry)}>
                {subjectName(entry)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The log on a phone: two lines an entry. */
export function AuditRows({ entries }: EntriesProps): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <ul className={rows['rows']} aria-label={t('audit.title')}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Link
            from="/settings/audit"
            to="."
            search={(before) => ({ ...before, open: entry.id })}
            resetScroll={false}
            className={rows['row'] ?? ''}
          >
            <span className={rows['main']}>{auditActName(t, entry.act)}</span>
            <span className={rows['muted']}>{format.dateTime(entry.at)}</span>
            <span className={`${rows['muted']} ${rows['wide']}`}>
              {actorAndSubject(actorName(t, entry), subjectName(entry))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Who signs in is both of them: told once. */
function actorAndSubject(actor: string, subject: string): string {
  return subject === '' || subject.startsWith(actor) ? subject || actor : `${actor} · ${subject}`
}
