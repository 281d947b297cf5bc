import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { pricedCompaniesQuery } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { Page, useT } from '../../ui/index.ts'
import classes from './settings-frame.module.css'

const sections = [
  { to: '/settings/company', key: 'settings.company' },
  { to: '/settings/provider', key: 'settings.provider_details' },
  { to: '/settings/connections', key: 'settings.connections' },
  { to: '/settings/api-keys', key: 'settings.api_keys' },
  { to: '/settings/notices', key: 'settings.notices' },
] as const

/** The settings of a company, one address per section. */
export function SettingsFrame(): ReactNode {
  const t = useT()
  const sellsToItself = useSellsToItself()
  const navRef = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the sections reach beyond the screen.
  useEffect(() => {
    const current = navRef.current?.querySelector(`[href="${pathname}"]`)
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <Page title={t('settings.title')} narrow>
      <nav ref={navRef} className={classes['sections']} aria-label={t('settings.sections')}>
        {sections
          .filter(({ to }) => to !== '/settings/provider' || sellsToItself)
          .map(({ to, key }) => (
            <Link key={to} to={to} className={classes['section']}>
              {t(key)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </Page>
  )
}

/** Whether the reader enters who the provider is: of a company that depends on no other, with the right to its money. */
function useSellsToItself(): boolean {
  const { company, scopes } = useSession()
  const { data } = useQuery({ ...pricedCompaniesQuery, enabled: scopes.includes('billing:manage') })
  return data?.some(({ id }) => id === company.id) ?? false
}
