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
  { to: '/settings/payments', key: 'settings.payments' },
  { to: '/settings/connections', key: 'settings.connections' },
  { to: '/settings/api-keys', key: 'settings.api_keys' },
  { to: '/settings/notices', key: 'settings.notices' },
] as const

/** The settings of a company, one address per section. */
export function SettingsFrame(): ReactNode {
  const t = useT()
  const { sellsToItself, sells } = useSelling()
  const isShown = (to: string): boolean =>
    to === '/settings/provider' ? sellsToItself : to !== '/settings/payments' || sells
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
          .filter(({ to }) => isShown(to))
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

interface Selling {
  /** The reader enters who the provider is: of a company that depends on no other, with the right to its money. */
  readonly sellsToItself: boolean
  /** To itself or to companies that depend on it. */
  readonly sells: boolean
}

function useSelling(): Selling {
  const { company, scopes } = useSession()
  const { data } = useQuery({ ...pricedCompaniesQuery, enabled: scopes.includes('billing:manage') })
  const companies = data ?? []
  return { sellsToItself: companies.some(({ id }) => id === company.id), sells: companies.length > 0 }
}
