import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { maySeePage } from '../../../src/contract/page-rules.ts'
import { useSession } from '../../api/use-session.ts'
import { Page, useT } from '../../ui/index.ts'
import { useCustomers } from '../../ui/invoicing/use-customers.ts'
import classes from './settings-frame.module.css'

const sections = [
  { to: '/settings/company', key: 'settings.company' },
  { to: '/settings/provider', key: 'settings.provider_details' },
  { to: '/settings/invoicing', key: 'settings.invoicing' },
  { to: '/settings/payments', key: 'settings.payments' },
  { to: '/settings/connections', key: 'settings.connections' },
  { to: '/settings/imports', key: 'settings.imports' },
  { to: '/settings/chats', key: 'settings.chats' },
  { to: '/settings/api-keys', key: 'settings.api_keys' },
  { to: '/settings/notices', key: 'settings.notices' },
  { to: '/settings/people', key: 'settings.people' },
  { to: '/settings/personal-data', key: 'settings.personal_data' },
  { to: '/settings/audit', key: 'settings.audit_log' },
  { to: '/settings/security', key: 'settings.security' },
] as const

/** The settings of a company, one address per section. */
export function SettingsFrame(): ReactNode {
  const t = useT()
  const { customers, sellsToItself } = useCustomers()
  // Who the provider is enters whoever may bill a company that depends on no other; how documents look, whoever sells.
  const isHidden: Readonly<Record<string, boolean>> = {
    '/settings/provider': !sellsToItself,
    '/settings/invoicing': !sellsToItself && customers.length === 0,
    '/settings/payments': !sellsToItself && customers.length === 0,
  }
  const { scopes } = useSession()
  const shown = sections.filter(({ to }) => !isHidden[to] && maySeePage(to, scopes))
  const navRef = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const place = shown.findIndex(({ to }) => to === pathname)
  // Where they stand in a row the sections may reach beyond the screen, and some of them come once the customers are known.
  useEffect(() => {
    navRef.current?.children[place]?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [place])
  return (
    <Page title={t('settings.title')}>
      <div className={classes['frame']}>
        <nav ref={navRef} className={classes['sections']} aria-label={t('settings.sections')}>
          {shown.map(({ to, key }) => (
            <Link key={to} to={to} className={classes['section']}>
              {t(key)}
            </Link>
          ))}
        </nav>
        <div className={classes['section_content']}>
          <Outlet />
        </div>
      </div>
    </Page>
  )
}
