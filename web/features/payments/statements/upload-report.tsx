import { Button, Group, List, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { StatementReport } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'

interface UploadReportProps {
  readonly report: StatementReport
  readonly onClose: () => void
}

/** What an upload did: what is on balances now, what waits, what was there before. */
export function UploadReport({ report, onClose }: UploadReportProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const amounts = format.list(report.credited_amounts.map((money) => format.money(money)))
  const lines = [
    [
      report.credited,
      `${t('payments.report_credited', { n: report.credited })}${amounts === '' ? '' : `: ${amounts}`}`,
    ],
    [report.proposed, t('payments.report_proposed', { n: report.proposed })],
    [report.not_ours, t('payments.report_not_ours', { n: report.not_ours })],
    [report.repeated, t('payments.report_repeated', { n: report.repeated })],
    [report.pending, t('payments.report_pending', { n: report.pending })],
  ] as const
  return (
    <Stack gap="md">
      <Text fw={600}>{t('payments.report_lines', { n: report.lines })}</Text>
      <List size="sm" spacing={6}>
        {lines
          .filter(([count]) => count > 0)
          .map(([, text]) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
      </List>
      <Group justify="flex-end" gap="xs">
        <Button variant={report.proposed > 0 ? 'default' : 'filled'} onClick={onClose}>
          {t('payments.done')}
        </Button>
        {report.proposed > 0 && (
          <Button
            renderRoot={(props) => (
              <Link from="/payments" to="." search={{}} resetScroll={false} {...props} />
            )}
          >
            {t('payments.report_match')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
