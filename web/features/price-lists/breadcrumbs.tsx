import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PriceList } from '../../../src/contract/index.ts'
import { useT } from '../../ui/index.ts'
import classes from './price-lists.module.css'

/** The way back: to all lists, and from a version to its list. */
export function Breadcrumbs({ list }: { readonly list?: Pick<PriceList, 'id' | 'name'> }): ReactNode {
  const t = useT()
  return (
    <nav className={classes['crumbs']} aria-label={t('prices.breadcrumbs')}>
      <Link to="/price-lists">{t('prices.lists')}</Link>
      {list && (
        <>
          <IconChevronRight size={14} stroke={1.6} aria-hidden />
          <Link to="/price-lists/$listId" params={{ listId: list.id }}>
            {list.name}
          </Link>
        </>
      )}
    </nav>
  )
}
