import { Link, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page, useT } from '../../ui/index.ts'
import classes from './settings-frame.module.css'

const sections = [
  { to: '/settings/company', key: 'settings.company' },
  { to: '/settings/connections', key: 'settings.connections' },
  { to: '/settings/api-keys', key: 'settings.api_keys' },
] as const

/** The settings of a company, one address per section. */
export function SettingsFrame(): ReactNode {
  const t = useT()
  return (
    <Page title={t('settings.title')} narrow>
      <nav className={classes['sections']} aria-label={t('settings.sections')}>
        {sections.map(({ to, key }) => (
          <Link key={to} to={to} className={classes['section']}>
            {t(key)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  )
}
