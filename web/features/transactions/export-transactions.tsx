import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { billingApi, type FileFormat } from '../../api/billing-api.ts'
import { MakeReportItem } from '../../ui/exports/make-report-item.tsx'
import { saveFile, useLanguage, useNotify, useSelectionView, useT } from '../../ui/index.ts'
import classes from './transactions.module.css'
import { useTransactionsQuestion } from './use-transactions.ts'

/** All transactions of the page's period and kinds, as a file. */
export function ExportTransactions(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  const notify = useNotify()
  const { zone } = useSelectionView()
  const question = useTransactionsQuestion()
  const { period, from, to, zone: writtenZone } = useSearch({ from: '/frame/transactions' })
  const reportSearch = {
    type: 'account_statement',
    period,
    from,
    to,
    zone: writtenZone,
    usage: question.usage,
    transaction_kind: question.kind?.split(','),
  }
  const file = useMutation({
    mutationFn: (format: FileFormat) =>
      billingApi.transactions.file(
        { ...question, format, time_zone: zone, language },
        t('transactions.title'),
      ),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
          loading={file.isPending}
          classNames={{ root: classes['iconOnPhone'] ?? '', section: classes['buttonIcon'] ?? '' }}
        >
          <span className={classes['buttonWord']}>{t('transactions.export')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => file.mutate('xlsx')}>{t('transactions.export_xlsx')}</Menu.Item>
        <Menu.Item onClick={() => file.mutate('csv')}>{t('transactions.export_csv')}</Menu.Item>
        <MakeReportItem search={reportSearch} />
      </Menu.Dropdown>
    </Menu>
  )
}
