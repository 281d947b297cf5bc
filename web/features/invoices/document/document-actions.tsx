import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBan, IconDots, IconDownload, IconReceiptRefund } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useT } from '../../../ui/index.ts'
import type { CorrectionName } from '../document-search.ts'
import { useDownload } from '../use-download.ts'
import { PaySlot } from './pay-slot.tsx'

interface DocumentActionsProps {
  readonly invoice: InvoiceDetail
}

/** What one can do with the document: have it, pay it, and for who issued it, correct it. */
export function DocumentActions({ invoice }: DocumentActionsProps): ReactNode {
  const t = useT()
  const download = useDownload()
  return (
    <>
      <CopyButton
        value={invoice.number}
        label={t('invoices.copy_number', { number: invoice.number })}
        size={36}
      />
      <PaySlot invoice={invoice} />
      <Button
        leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate(invoice)}
      >
        {t('invoices.download')}
      </Button>
      {(invoice.may_credit || invoice.may_void) && <Corrections invoice={invoice} />}
    </>
  )
}

function Corrections({ invoice }: DocumentActionsProps): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/invoices/$invoiceId' })
  const open = (enter: CorrectionName): void =>
    void navigate({ search: (before) => ({ ...before, enter }), state: true, resetScroll: false })
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('invoices.more')}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {invoice.may_credit && (
          <Menu.Item
            leftSection={<IconReceiptRefund size={16} stroke={1.6} aria-hidden />}
            onClick={() => open('credit')}
          >
            {t('invoices.credit')}
          </Menu.Item>
        )}
        {invoice.may_void && (
          <Menu.Item
            color="red"
            leftSection={<IconBan size={16} stroke={1.6} aria-hidden />}
            onClick={() => open('void')}
          >
            {t('invoices.void')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
