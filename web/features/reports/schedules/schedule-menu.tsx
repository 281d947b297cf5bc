import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ReportSchedule } from '../../../../src/contract/index.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useT } from '../../../ui/index.ts'
import { useDeleteSchedule } from './use-schedule-acts.ts'

// Loaded when first opened.
const ScheduleDialog = lazy(async () => ({
  default: (await import('./schedule-dialog.tsx')).ScheduleDialog,
}))

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

/** What can be changed of a schedule; one that is there by itself is switched off, never deleted. */
export function ScheduleMenu({ schedule }: { readonly schedule: ReportSchedule }): ReactNode {
  const t = useT()
  const { name, automatic } = schedule
  const [opened, setOpened] = useState<'edit' | 'delete' | null>(null)
  const close = (): void => setOpened(null)
  const deleting = useDeleteSchedule(schedule, close)
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('report_page.schedule_acts', { name })}
          >
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpened('edit')}>
            {t('report_page.schedule_edit')}
          </Menu.Item>
          {!automatic && (
            <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => setOpened('delete')}>
              {t('report_page.schedule_delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>{opened === 'edit' && <ScheduleDialog schedule={schedule} onClose={close} />}</Suspense>
      <ConfirmDialog
        opened={opened === 'delete'}
        title={t('report_page.schedule_delete_title', { name })}
        text={t('report_page.schedule_delete_text')}
        action={t('report_page.schedule_delete_action')}
        isBusy={deleting.isPending}
        onConfirm={() => deleting.mutate()}
        onCancel={close}
      />
    </>
  )
}
