import { useMediaQuery } from '@mantine/hooks'
import { IconBuildingBank } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { BankStatementUpload } from '../../../../src/contract/index.ts'
import { statementsQuery } from '../../../api/payments-queries.ts'
import { useDayFormat } from '../../../ui/i18n/use-day-format.ts'
import { EmptyState, useFormat, useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import rowClasses from '../../../ui/page/phone-rows.module.css'
import { PagedList } from '../paged-list.tsx'
import classes from '../payments.module.css'

/** The statements that were uploaded, with what became of their lines. */
export function StatementList(): ReactNode {
  const t = useT()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const answer = useInfiniteQuery(statementsQuery)
  return (
    <PagedList
      answer={answer}
      rows={answer.data?.pages.flatMap((page) => page.statements)}
      empty={
        <EmptyState
          icon={<IconBuildingBank size={28} stroke={1.5} />}
          title={t('payments.no_statements')}
          text={t('payments.no_statements_text')}
        />
      }
    >
      {(statements) =>
        isNarrow ? <StatementRows statements={statements} /> : <StatementTable statements={statements} />
      }
    </PagedList>
  )
}

interface StatementsProps {
  readonly statements: readonly BankStatementUpload[]
}

function StatementTable({ statements }: StatementsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const periodOf = usePeriodText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className={classes['scroll']} tabIndex={0} aria-label={t('payments.tab_statements')}>
      <table className={`${table['table']} ${classes['table']}`}>
        <thead>
          <tr>
            <th scope="col">{t('payments.column_uploaded')}</th>
            <th scope="col">{t('payments.column_account')}</th>
            <th scope="col">{t('payments.column_period')}</th>
            <th scope="col" data-align="right">
              {t('payments.column_lines')}
            </th>
            <th scope="col" data-grows>
              {t('payments.column_outcome')}
            </th>
            <th scope="col" data-align="right">
              {t('payments.column_closing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {statements.map((statement) => (
            <tr key={statement.id}>
              <td>
                {format.dateTime(statement.uploaded_at)}
                {statement.uploaded_by !== null && ` · ${statement.uploaded_by}`}
              </td>
              <td>{statement.account ?? t('payments.no_account')}</td>
              <td>{periodOf(statement)}</td>
              <td data-align="right">{format.number(statement.lines)}</td>
              <td data-grows>{t('payments.counts', countsOf(statement))}</td>
              <td data-align="right">{statement.closing === null ? '–' : format.money(statement.closing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function StatementRows({ statements }: StatementsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const periodOf = usePeriodText()
  return (
    <ul className={classes['statementRows']} aria-label={t('payments.tab_statements')}>
      {statements.map((statement) => (
        <li key={statement.id}>
          <span className={rowClasses['main']}>{statement.account ?? t('payments.no_account')}</span>
          <span>{periodOf(statement)}</span>
          <span className={rowClasses['muted']}>{t('payments.counts', countsOf(statement))}</span>
          <span className={rowClasses['muted']}>{format.dateTime(statement.uploaded_at)}</span>
        </li>
      ))}
    </ul>
  )
}

function countsOf({ counts }: BankStatementUpload) {
  return { ...counts }
}

function usePeriodText(): (statement: BankStatementUpload) => string {
  const t = useT()
  const writeDay = useDayFormat()
  return ({ first_day, last_day }) => {
    if (first_day === null || last_day === null) return '–'
    if (first_day === last_day) return writeDay(first_day)
    return t('payments.period', { from: writeDay(first_day), to: writeDay(last_day) })
  }
}
