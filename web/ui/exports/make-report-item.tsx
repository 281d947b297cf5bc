import { Menu } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import classes from './make-report-item.module.css'

interface MakeReportItemProps {
  /** What the form of a new report begins with, as it stands in its address: the type, and the period and filters of the page. */
  readonly search: object
}

/** The last entry of a menu of exports: what one file of these cannot hold, a report can. */
export function MakeReportItem({ search }: MakeReportItemProps): ReactNode {
  const t = useT()
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />}
        renderRoot={(props) => <Link to="/reports/new" search={{ ...search }} {...props} />}
      >
        {t('shell.make_report')}
        <span className={classes['help']}>{t('shell.make_report_help')}</span>
      </Menu.Item>
    </>
  )
}
