import { ActionIcon, Badge, Button, Menu, Text } from '@mantine/core'
import { IconCalendarOff, IconDots, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { PriceAssignment, PriceList } from '../../../../src/contract/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import classes from '../price-lists.module.css'
import { type AssignmentState, assignmentState } from './assignment-state.ts'

// Loaded when opened.
const EndDialog = lazy(async () => ({
  default: (await import('./assignment-dialogs.tsx')).EndDialog,
}))
const WithdrawDialog = lazy(async () => ({
  default: (await import('./withdraw-dialog.tsx')).WithdrawDialog,
}))

const colors = { planned: 'blue', in_force: 'teal', ended: 'gray' } as const satisfies Record<
  AssignmentState,
  string
>
const order = { in_force: 0, planned: 1, ended: 2 } as const satisfies Record<AssignmentState, number>

interface AssignmentsCardProps {
  readonly list: PriceList
  readonly mayManage: boolean
  /** Left out while nothing is published. */
  readonly onAssign: (() => void) | undefined
}

/** For whom which version is, was or will be in force. */
export function AssignmentsCard({ list, mayManage, onAssign }: AssignmentsCardProps): ReactNode {
  const t = useT()
  const [nowMs] = useState(() => Date.now())
  const rows = list.assignments
    .map((assignment) => ({ assignment, state: assignmentState(assignment, nowMs) }))
    .toSorted(
      (one, other) =>
        order[one.state] - order[other.state] ||
        Date.parse(other.assignment.from) - Date.parse(one.assignment.from),
    )
  return (
    <Card
      title={t('prices.assignments')}
      definition={t('prices.assignments_definition')}
      flush
      actions={
        mayManage && (
          <Button size="xs" disabled={onAssign === undefined} onClick={onAssign}>
            {t('prices.put_in_force')}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className={classes['empty']}>
          {onAssign === undefined ? t('prices.nothing_published') : t('prices.no_assignments')}
        </p>
      ) : (
        <div className={classes['wide']}>
          <table className={`${table['table']} ${classes['table']}`}>
            <thead>
              <tr>
                <th scope="col">{t('prices.company')}</th>
                <th scope="col">{t('prices.version')}</th>
                <th scope="col">{t('prices.state')}</th>
                <th scope="col" data-align="right">
                  {t('prices.from')}
                </th>
                <th scope="col" data-align="right">
                  {t('prices.to')}
                </th>
                {mayManage && <th scope="col" aria-label={t('prices.actions')} />}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ assignment, state }) => (
                <AssignmentRow
                  key={assignment.id}
                  list={list}
                  assignment={assignment}
                  state={state}
                  mayManage={mayManage}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

interface AssignmentRowProps {
  readonly list: PriceList
  readonly assignment: PriceAssignment
  readonly state: AssignmentState
  readonly mayManage: boolean
}

function AssignmentRow({ list, assignment, state, mayManage }: AssignmentRowProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const [dialog, setDialog] = useState<'end' | 'withdraw' | null>(null)
  const close = (): void => setDialog(null)
  return (
    <tr>
      <td data-grows>{assignment.company_name}</td>
      <td>
        <Link
          to="/price-lists/$listId/versions/$number"
          params={{ listId: list.id, number: String(assignment.version) }}
          className={classes['name'] ?? ''}
        >
          {t('prices.version_n', { number: assignment.version })}
        </Link>
      </td>
      <td>
        <Badge miw="max-content" variant="light" color={colors[state]}>
          {t(`prices.assignment_${state}`)}
        </Badge>
      </td>
      <td data-align="right">{format.dateTime(assignment.from)}</td>
      <td data-align="right">
        {assignment.to === null ? t('prices.until_further_notice') : format.dateTime(assignment.to)}
        {assignment.gap && (
          <Text size="xs" c="var(--mantine-color-error)">
            {assignment.gap.to === null
              ? t('prices.gap_open')
              : t('prices.gap_until', { to: format.dateTime(assignment.gap.to) })}
          </Text>
        )}
      </td>
      {mayManage && (
        <td data-align="right">
          {state !== 'ended' && (
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('prices.actions_for', { name: assignment.company_name })}
                >
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconCalendarOff size={16} aria-hidden />}
                  onClick={() => setDialog('end')}
                >
                  {t('prices.set_end')}
                </Menu.Item>
                {state === 'planned' && (
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => setDialog('withdraw')}
                  >
                    {t('prices.withdraw')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
          <Suspense>
            {dialog === 'end' && <EndDialog list={list} assignment={assignment} onClose={close} />}
            {dialog === 'withdraw' && <WithdrawDialog list={list} assignment={assignment} onClose={close} />}
          </Suspense>
        </td>
      )}
    </tr>
  )
}
