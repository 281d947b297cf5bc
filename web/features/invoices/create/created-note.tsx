import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { InvoiceDetail } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import { useDownload } from '../use-download.ts'
import classes from './create.module.css'

interface CreatedNoteProps {
  readonly invoice: InvoiceDetail
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** What was made, with its file one key away. */
export function CreatedNote({ invoice, onAgain, onClose }: CreatedNoteProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const download = useDownload()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <Stack gap="md">
      <output className={classes['made']}>
        <IconCircleCheck size={32} stroke={1.5} aria-hidden />
        <div>
          <Text fw={600} size="lg">
            {t('invoices.created_title', { number: invoice.number })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('invoices.created_text', { amount: format.money(invoice.gross) })}
          </Text>
        </div>
      </output>
      <Group gap="xs">
        <Button
          ref={first}
          leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate(invoice)}
        >
          {t('invoices.download')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} {...props} />
          )}
        >
          {t('invoices.created_open')}
        </Button>
      </Group>
      <Group gap="xs" justify="space-between">
        <Button variant="subtle" size="sm" px={0} onClick={onAgain}>
          {t('invoices.created_another')}
        </Button>
        <Button variant="subtle" color="gray" size="sm" onClick={onClose}>
          {t('invoices.created_close')}
        </Button>
      </Group>
    </Stack>
  )
}
