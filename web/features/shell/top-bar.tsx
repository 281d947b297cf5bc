import { ActionIcon, Burger, Kbd, UnstyledButton } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LanguageMenu } from '../../ui/frame/language-menu.tsx'
import { ThemeMenu } from '../../ui/frame/theme-menu.tsx'
import { useT } from '../../ui/index.ts'
import { BalanceButton } from './balance/balance-button.tsx'
import { CompanySwitcher } from './company/company-switcher.tsx'
import classes from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

interface TopBarProps {
  readonly menuOpened: boolean
  readonly onOpenMenu: () => void
  readonly onOpenSearch: () => void
}

export function TopBar({ menuOpened, onOpenMenu, onOpenSearch }: TopBarProps): ReactNode {
  const t = useT()
  const os = useOs()
  return (
    <div className={classes['bar']}>
      <Burger
        hiddenFrom="sm"
        size="sm"
        opened={false}
        onClick={onOpenMenu}
        aria-label={t('shell.open_menu')}
        aria-expanded={menuOpened}
      />
      <CompanySwitcher />
      <UnstyledButton className={classes['search'] ?? ''} visibleFrom="sm" onClick={onOpenSearch}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span>{t('shell.search')}</span>
        <Kbd size="xs">{os === 'macos' ? '⌘ K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      <div className={classes['right']}>
        <ActionIcon
          hiddenFrom="sm"
          variant="subtle"
          color="gray"
          size={40}
          onClick={onOpenSearch}
          aria-label={t('shell.search')}
        >
          <IconSearch size={20} stroke={1.6} />
        </ActionIcon>
        <BalanceButton />
        <LanguageMenu />
        <ThemeMenu />
        <UserMenu />
      </div>
    </div>
  )
}
