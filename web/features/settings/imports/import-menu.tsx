import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconDownload, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Import } from '../../../../src/contract/index.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useT } from '../../../ui/index.ts'
import { useImportActs } from './use-import-acts.ts'

interface ImportMenuProps {
  readonly file: Import
  readonly isWorking: boolean
}

export function ImportMenu({ file, isWorking }: ImportMenuProps): ReactNode {
  const t = useT()
  const acts = useImportActs(file)
  const [isAsking, setAsking] = useState(false)
  if (isWorking) return <span />
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('imports.actions', { name: file.name })}
            loading={acts.download.isPending}
          >
            <IconDotsVertical size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {file.refused_file && (
            <Menu.Item
              leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
              onClick={() => acts.download.mutate()}
            >
              {t('imports.download_refused')}
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t('imports.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        title={t('imports.remove_title', { name: file.name })}
        text={t('imports.remove_text')}
        action={t('imports.remove')}
        isBusy={acts.remove.isPending}
        onConfirm={() => acts.remove.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
