import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { billingApi, type FileFormat } from '../../api/billing-api.ts'
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
    <Menu position="bottom-end" width={160}>
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
      </Menu.Dropdown>
    </Menu>
  )
}
