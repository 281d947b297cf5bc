import { useDisclosure, useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useSession } from '../../api/use-session.ts'
import { useCompanyTimeZone } from '../../ui/i18n/i18n-provider.tsx'
import { withCompanyWords } from '../../ui/i18n/load-translate.ts'
import { useT } from '../../ui/index.ts'
import { MainMenu } from './main-menu.tsx'
import classes from './shell.module.css'
import { TopBar } from './top-bar.tsx'

// Beside what is needed to see a page.
const CompanyNotes = lazy(async () => ({
  default: (await withCompanyWords(() => import('./company/company-notes.tsx'))).CompanyNotes,
}))
// Loaded when first opened: neither is needed to see a page.
const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.tsx')).MenuDrawer }))
const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog.tsx')).SearchDialog }))

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
  const [menuOpened, menu] = useDisclosure(false)
  const [menuWanted, setMenuWanted] = useState(false)
  const [searchAsked, setSearchAsked] = useState(0)
  const openSearch = (): void => setSearchAsked((times) => times + 1)
  const openMenu = (): void => {
    setMenuWanted(true)
    menu.open()
  }
  useHotkeys(
    [
      ['mod+B', () => setCollapsed((now) => !now)],
      ['mod+K', openSearch],
    ],
    [],
  )

  return (
    <div className={classes['frame']} data-collapsed={collapsed || undefined}>
      <a className={classes['skip']} href="#content">
        {t('shell.skip_to_content')}
      </a>
      <nav className={classes['menu']} aria-label={t('shell.main_menu')}>
        <MainMenu collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
      </nav>
      <div className={classes['page']}>
        <header className={classes['header']}>
          <TopBar onOpenMenu={openMenu} menuOpened={menuOpened} onOpenSearch={openSearch} />
        </header>
        <Suspense>
          {(session.reach !== 'own' || session.scopes.includes('company:manage')) && <CompanyNotes />}
        </Suspense>
        <main id="content" tabIndex={-1} className={classes['main']}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        {menuWanted && <MenuDrawer opened={menuOpened} onClose={menu.close} />}
        {searchAsked > 0 && <SearchDialog asked={searchAsked} />}
      </Suspense>
    </div>
  )
}
