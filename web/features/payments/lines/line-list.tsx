import { Button, SegmentedControl, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { statementLineStates } from '../../../../src/contract/incoming-payment-words.ts'
import type { ImportedLine } from '../../../../src/contract/index.ts'
import { linesQuery } from '../../../api/payments-queries.ts'
import { useDayFormat } from '../../../ui/i18n/use-day-format.ts'
import { EmptyState, useFormat, useT } from '../../../ui/index.ts'
import { PagedList } from '../paged-list.tsx'
import classes from '../payments.module.css'
import { ProposalMark } from './proposal-mark.tsx'

// Loaded when somebody is about to decide.
const DecideDialog = lazy(async () => ({
  default: (await import('./decide-dialog.tsx')).DecideDialog,
}))

/** Lines of statements by state, those that wait for a person first. */
export function LineList(): ReactNode {
  const { state = 'proposed' } = useSearch({ from: '/frame/payments' })
  const answer = useInfiniteQuery(linesQuery(state))
  const lines = answer.data?.pages.flatMap((page) => page.lines)
  return (
    <>
      <div className={classes['bar']}>
        <StateControl />
      </div>
      <PagedList answer={answer} rows={lines} empty={<NoLines />}>
        {(rows) => (
          <ul className={classes['lines']}>
            {rows.map((line) => (
              <LineItem key={line.id} line={line} />
            ))}
          </ul>
        )}
      </PagedList>
      <OpenLine lines={lines ?? []} />
    </>
  )
}

function StateControl(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/payments' })
  const { state = 'proposed' } = useSearch({ from: '/frame/payments' })
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('payments.line_states')}
      value={state}
      onChange={(next) =>
        void navigate({
          search: { state: statementLineStates.find((known) => known === next && known !== 'proposed') },
          resetScroll: false,
        })
      }
      data={statementLineStates.map((value) => ({ value, label: t(`payments.state_${value}`) }))}
    />
  )
}

function LineItem({ line }: { readonly line: ImportedLine }): ReactNode {
  const t = useT()
  const format = useFormat()
  const writeDay = useDayFormat()
  const amount = format.money(line.amount)
  return (
    <li className={classes['line']}>
      <span className={classes['lineDay']}>{writeDay(line.booked_on)}</span>
      <div className={classes['lineWhat']}>
        <p>{line.payer_name ?? t('payments.unknown_payer')}</p>
        <Text size="sm" c="dimmed" truncate title={line.purpose}>
          {line.purpose}
        </Text>
      </div>
      <div className={classes['lineMatch']}>
        {line.state === 'proposed' ? <Proposal line={line} /> : <Outcome line={line} />}
      </div>
      <span className={classes['lineAmount']}>{amount}</span>
      <div className={classes['lineAct']}>
        {line.state === 'proposed' && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('payments.decide_line', { amount, day: writeDay(line.booked_on) })}
            renderRoot={(props) => (
              <Link
                from="/payments"
                to="."
                search={(before) => ({ ...before, line: line.id })}
                resetScroll={false}
                {...props}
              />
            )}
          >
            {t('payments.decide')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Proposal({ line }: { readonly line: ImportedLine }): ReactNode {
  const [document] = line.proposal.documents
  return (
    <>
      <ProposalMark line={line} />
      {document !== undefined && (
        <Text size="xs" c="dimmed" truncate>
          {line.proposal.documents.map(({ number }) => number).join(', ')} · {document.company_name}
        </Text>
      )}
    </>
  )
}

/** What was decided, by whom. */
function Outcome({ line }: { readonly line: ImportedLine }): ReactNode {
  const t = useT()
  const by =
    line.decided_by === null ? t('payments.automatic') : t('payments.decided_by', { name: line.decided_by })
  if (line.payment !== null)
    return (
      <>
        <Text size="sm" truncate>
          {[line.payment.document?.number, line.payment.company_name]
            .filter((text) => text !== undefined)
            .join(' · ')}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {by}
        </Text>
      </>
    )
  if (line.ignored_because === null) return null
  return (
    <>
      <Text size="sm" truncate title={line.ignored_because}>
        {line.ignored_because}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {by}
      </Text>
    </>
  )
}

function NoLines(): ReactNode {
  const t = useT()
  const { state = 'proposed' } = useSearch({ from: '/frame/payments' })
  const words = state === 'proposed' ? 'none_to_match' : 'none_of_state'
  return (
    <EmptyState
      icon={<IconChecks size={28} stroke={1.5} />}
      title={t(`payments.${words}`)}
      text={t(`payments.${words}_text`)}
    />
  )
}

/** The line that the address names, while it is in the list and waits. */
function OpenLine({ lines }: { readonly lines: readonly ImportedLine[] }): ReactNode {
  const navigate = useNavigate({ from: '/payments' })
  const { line: id } = useSearch({ from: '/frame/payments' })
  const line = lines.find((one) => one.id === id && one.state === 'proposed')
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, line: undefined }),
      replace: true,
      resetScroll: false,
    })
  return <Suspense>{line && <DecideDialog key={line.id} line={line} onClose={close} />}</Suspense>
}
