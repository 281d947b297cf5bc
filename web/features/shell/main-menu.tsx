import { Tooltip, UnstyledButton } from '@mantine/core'
import {
  type Icon,
  IconBuildingBank,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconChartBar,
  IconFileInvoice,
  IconFileSpreadsheet,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMessageChatbot,
  IconMessages,
  IconReceipt2,
  IconSettings,
  IconTags,
} from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../api/use-session.ts'
import { Logo } from '../../ui/frame/logo.tsx'
import { useT } from '../../ui/index.ts'
import classes from './main-menu.module.css'

interface MainMenuProps {
  /** Icons only; their words are in tooltips. */
  readonly collapsed: boolean
  /** Left out in the drawer, which closes instead of collapsing. */
  readonly onToggle?: () => void
  /** Called when a link is followed: the drawer then closes. */
  readonly onNavigate?: (() => void) | undefined
}

export function MainMenu({ collapsed, onToggle, onNavigate }: MainMenuProps): ReactNode {
  const t = useT()
  const { scopes, company_kind: kind } = useSession()
  const maySeeMoney = scopes.includes('billing:read')
  const hasCompaniesBelow = kind !== 'customer' && scopes.includes('companies:read')
  const toggleLabel = collapsed ? t('shell.expand_menu') : t('shell.collapse_menu')
  const ToggleIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <div className={classes['menu']} data-collapsed={collapsed || undefined}>
      <Link to="/analytics" className={classes['brand']} aria-label={t('shell.product')}>
        <Logo />
        {!collapsed && <span>{t('shell.product')}</span>}
      </Link>
      <div className={classes['section']}>{collapsed ? <hr /> : t('shell.statistics')}</div>
      <ul className={classes['links']}>
        <MenuLink
          to="/analytics"
          icon={IconChartBar}
          label={t('shell.analytics')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
        <MenuLink
          to="/messages"
          icon={IconMessages}
          label={t('shell.messages')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
        <MenuLink
          to="/reports"
          icon={IconFileSpreadsheet}
          label={t('shell.reports')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
        {maySeeMoney && (
          <MenuLink
            to="/invoices"
            icon={IconFileInvoice}
            label={t('shell.invoices')}
            collapsed={collapsed}
            onNavigate={onNavigate}
          />
        )}
        <MenuLink
          to="/chat-graphs"
          icon={IconMessageChatbot}
          label={t('shell.chat_graphs')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
      </ul>
      <AccountSection collapsed={collapsed} onNavigate={onNavigate} />
      <div className={classes['section']}>
        <hr />
      </div>
      <ul className={classes['links']}>
        {hasCompaniesBelow && (
          <MenuLink
            to="/companies"
            icon={IconBuildingCommunity}
            label={t('shell.companies')}
            collapsed={collapsed}
            onNavigate={onNavigate}
          />
        )}
        <MenuLink
          to="/settings"
          icon={IconSettings}
          label={t('shell.settings')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
      </ul>
      {onToggle !== undefined && (
        <Tooltip label={toggleLabel} position="right" disabled={!collapsed}>
          <UnstyledButton className={classes['toggle'] ?? ''} onClick={onToggle} aria-expanded={!collapsed}>
            <ToggleIcon size={20} stroke={1.6} aria-hidden />
            <span className={collapsed ? classes['hidden'] : undefined}>{toggleLabel}</span>
          </UnstyledButton>
        </Tooltip>
      )}
    </div>
  )
}

/** What is the company's money, for those who may see it. */
function AccountSection({
  collapsed,
  onNavigate,
}: Pick<MainMenuProps, 'collapsed' | 'onNavigate'>): ReactNode {
  const t = useT()
  const { scopes } = useSession()
  if (!scopes.includes('billing:read')) return null
  const mayManage = scopes.includes('billing:manage')
  const prices = mayManage
    ? ({ to: '/price-lists', label: t('shell.price_lists') } as const)
    : ({ to: '/prices', label: t('shell.prices') } as const)
  return (
    <>
      <div className={classes['section']}>{collapsed ? <hr /> : t('shell.account')}</div>
      <ul className={classes['links']}>
        <MenuLink
          to="/transactions"
          icon={IconReceipt2}
          label={t('shell.transactions')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
        <MenuLink
          to="/payments"
          icon={IconBuildingBank}
          label={t('shell.payments')}
          collapsed={collapsed}
          onNavigate={onNavigate}
        />
        <MenuLink {...prices} icon={IconTags} collapsed={collapsed} onNavigate={onNavigate} />
        {mayManage && (
          <MenuLink
            to="/month-closes"
            icon={IconCalendarCheck}
            label={t('shell.month_closes')}
            collapsed={collapsed}
            onNavigate={onNavigate}
          />
        )}
      </ul>
    </>
  )
}

interface MenuLinkProps {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: Icon
  readonly label: string
  readonly collapsed: boolean
  readonly onNavigate: (() => void) | undefined
}

function MenuLink({ to, icon: LinkIcon, label, collapsed, onNavigate }: MenuLinkProps): ReactNode {
  return (
    <li>
      <Tooltip label={label} position="right" disabled={!collapsed}>
        <Link to={to} className={classes['link']} {...(onNavigate && { onClick: onNavigate })}>
          <LinkIcon size={20} stroke={1.6} aria-hidden />
          <span className={collapsed ? classes['hidden'] : undefined}>{label}</span>
        </Link>
      </Tooltip>
    </li>
  )
}
