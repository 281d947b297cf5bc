import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import classes from './page.module.css'

interface PageProps {
  readonly title: string
  /** Right of the title: what acts on the whole page (export, add). */
  readonly actions?: ReactNode
  /** The page's own bar (period, filters, compare); it stays in sight under the top bar. */
  readonly bar?: ReactNode
  /** Narrow pages are for forms and short lists. */
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** The frame of a page: its title, its sticky bar, its content at most 1,440 px wide. */
export function Page({ title, actions, bar, narrow = false, children }: PageProps): ReactNode {
  usePageTitle(title)
  return (
    <div className={classes['page']} data-narrow={narrow || undefined}>
      <div className={classes['head']}>
        <Title order={1}>{title}</Title>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
      {bar !== undefined && <div className={classes['bar']}>{bar}</div>}
      <div className={classes['content']}>{children}</div>
    </div>
  )
}

/** Names the browser's tab: `Analytics · Tallybook`. */
export function usePageTitle(title: string): void {
  const t = useT()
  const product = t('shell.product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}
