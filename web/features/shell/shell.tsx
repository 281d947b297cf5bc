import { AppShell, Drawer, ScrollArea } from '@mantine/core'
import { useDisclosure, useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../api/use-session.ts'
import { useCompanyTimeZone } from '../../ui/i18n/i18n-provider.tsx'
import { useT } from '../../ui/index.ts'
import { MainMenu } from './main-menu.tsx'
import { SearchDialog } from './search-dialog.tsx'
import classes from './shell.module.css'
import { TopBar } from './top-bar.tsx'

const menuWidth = { open: 220, collapsed: 64 }

/** The frame of every page: menu on the left (a drawer on a phone), bar on top, content below. */
export function Shell(): ReactNode {
  const t = useT()
  const session = useSession()
  useCompanyTimeZone(session.company.time_zone)
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'tallybook.menu-collapsed',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [drawerOpened, drawer] = useDisclosure(false)
  useHotkeys([['mod+B', () => setCollapsed((now) => !now)]])

  return (
    <AppShell
      layout="alt"
      padding={0}
      header={{ height: 56 }}
      navbar={{
        width: collapsed ? menuWidth.collapsed : menuWidth.open,
        breakpoint: 'sm',
        collapsed: { mobile: true },
      }}
      transitionDuration={120}
    >
      <a className={classes['skip']} href="#content">
        {t('shell.skip_to_content')}
      </a>
      <AppShell.Header className={classes['header'] ?? ''}>
        <TopBar onOpenMenu={drawer.open} menuOpened={drawerOpened} />
      </AppShell.Header>
      <AppShell.Navbar className={classes['navbar'] ?? ''} aria-label={t('shell.main_menu')}>
        <ScrollArea className={classes['menu'] ?? ''} type="never">
          <MainMenu collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
        </ScrollArea>
      </AppShell.Navbar>
      <Drawer
        opened={drawerOpened}
        onClose={drawer.close}
        size={272}
        withCloseButton={false}
        padding={0}
        aria-label={t('shell.main_menu')}
      >
        <nav aria-label={t('shell.main_menu')}>
          <MainMenu collapsed={false} onNavigate={drawer.close} />
        </nav>
      </Drawer>
      <AppShell.Main id="content" tabIndex={-1} className={classes['main'] ?? ''}>
        <Outlet />
      </AppShell.Main>
      <SearchDialog />
    </AppShell>
  )
}
