import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { Logo } from './logo.tsx'
import classes from './public-frame.module.css'
import { ThemeMenu } from './theme-menu.tsx'

interface PublicFrameProps {
  readonly width: number
  readonly children: ReactNode
}

/** The frame of pages that are seen before signing in. */
export function PublicFrame({ width, children }: PublicFrameProps): ReactNode {
  const t = useT()
  return (
    <div className={classes['frame']}>
      <header className={classes['header']}>
        <div className={classes['brand']}>
          <Logo />
          {t('shell.product')}
        </div>
        <div className={classes['controls']}>
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <main className={classes['main']}>
        <Paper className={classes['card'] ?? ''} maw={width}>
          {children}
        </Paper>
      </main>
    </div>
  )
}
