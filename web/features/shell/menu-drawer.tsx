import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../ui/index.ts'
import { MainMenu } from './main-menu.tsx'

interface MenuDrawerProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** The main menu on a phone. */
export function MenuDrawer({ opened, onClose }: MenuDrawerProps): ReactNode {
  const t = useT()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={272}
      withCloseButton={false}
      padding={0}
      aria-label={t('shell.main_menu')}
    >
      <nav aria-label={t('shell.main_menu')}>
        <MainMenu collapsed={false} onNavigate={onClose} />
      </nav>
    </Drawer>
  )
}
